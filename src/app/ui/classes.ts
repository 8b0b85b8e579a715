type ClassName = string | false | null | undefined;

/**
 * `const c = classesOf(css)`, then `c('row', selected && 'selected')`: the module's names for those classes, joined.
 * A name that the style sheet lacks is left out.
 */
export function classesOf(css: Readonly<Record<string, string>>): (...names: readonly ClassName[]) => string {
  return (...names) => names.flatMap((name) => (name ? (css[name] ?? []) : [])).join(' ');
}
