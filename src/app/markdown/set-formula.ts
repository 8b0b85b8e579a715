import katex from 'katex';

/** What would be shown by a style attribute, which the policy refuses, is shown without it. */
const MACROS = { '\\pmb': '\\boldsymbol{#1}', '\\fcolorbox': '\\colorbox{#2}{#3}' };

/** Puts a formula into the element as MathML nodes, without markup text; false where it cannot be read. */
export function setFormula(element: HTMLElement, tex: string, display: boolean): boolean {
  try {
    katex.render(tex, element, {
      output: 'mathml',
      displayMode: display,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 500,
      maxSize: 20,
      macros: { ...MACROS },
    });
    return true;
  } catch (error) {
    if (error instanceof katex.ParseError || error instanceof RangeError) return false;
    throw error;
  }
}
