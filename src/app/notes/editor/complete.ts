import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { readLinkTarget } from '../../../core/notes/link-target.ts';
import { blocksOf, outlineOf } from '../../../core/notes/outline.ts';
import { type EditorServices, servicesFacet } from './facets.ts';
import { say } from './say.ts';

/** What is being typed behind `[[`, and where it starts. */
export interface OpenLink {
  readonly typed: string;
  /** Column in the line. */
  readonly start: number;
}

/** The link that is open at the column, without its words behind `|`; null elsewhere. */
export function openLinkAt(line: string, column: number): OpenLink | null {
  const found = /\[\[([^[\]|\n]{0,300})$/.exec(line.slice(0, column));
  return found === null ? null : { typed: found[1] ?? '', start: found.index + 2 };
}

/** The tag that is being typed, without its sign; null elsewhere, and for what is a number so far. */
export function openTagAt(line: string, column: number): OpenLink | null {
  const found = /(?:^|[\s(,;])#([\p{L}\p{N}_/-]{0,100})$/u.exec(line.slice(0, column));
  if (found === null || /^\d+$/.test(found[1] ?? '')) return null;
  return { typed: found[1] ?? '', start: column - (found[1]?.length ?? 0) };
}

export const completing = (): Extension =>
  autocompletion({ override: [completeLink, completeTag], icons: false, activateOnTyping: true, closeOnBlur: true });

async function completeLink(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos } = context;
  const services = state.facet(servicesFacet);
  const line = state.doc.lineAt(pos);
  const open = openLinkAt(line.text, pos - line.from);
  if (open === null || services === null) return null;
  const hash = open.typed.indexOf('#');
  const options =
    hash === -1 ? await titleOptions(context, services, open.typed) : await partOptions(context, services, open.typed);
  if (context.aborted) return null;
  const to = state.doc.sliceString(pos, pos + 2) === ']]' ? pos + 2 : pos;
  return { from: line.from + open.start + (hash + 1), to, filter: false, options };
}

async function titleOptions(
  context: CompletionContext,
  services: EditorServices,
  typed: string,
): Promise<Completion[]> {
  const ended = new AbortController();
  context.addEventListener('abort', () => ended.abort());
  const items = await services.titles(typed, ended.signal);
  const wanted = typed.trim();
  const options: Completion[] = items.map(({ title, kind, fileName, folder }) => {
    // A picture is embedded by its file's name.
    const name = kind === 'note' || kind === 'chat' ? title : (fileName ?? title);
    return { label: title, ...(folder === '' ? {} : { detail: folder }), apply: `${name}]]` };
  });
  if (wanted === '' || items.some(({ title }) => title.toLowerCase() === wanted.toLowerCase())) return options;
  return [...options, creation(context, services, wanted)];
}

/** Makes the note and links to it; where one is, the writing goes on. */
const creation = ({ state }: CompletionContext, services: EditorServices, title: string): Completion => ({
  label: say(state, 'editor.create', { title }),
  apply(view: EditorView, _completion, from, to) {
    view.dispatch({
      changes: { from, to, insert: `${title}]]` },
      selection: { anchor: from + title.length + 2 },
      userEvent: 'input.complete',
    });
    void services.create(title);
  },
});

/** Headings behind `#`, and named blocks behind `#^`, of the note that is named, or of this one. */
async function partOptions(
  { state }: CompletionContext,
  services: EditorServices,
  typed: string,
): Promise<Completion[]> {
  const { name } = readLinkTarget(typed);
  const part = typed.slice(typed.indexOf('#') + 1);
  const item = name === '' ? null : await services.resolve(name);
  if (name !== '' && item === null) return [];
  const text = item === null ? state.doc.toString() : await services.read(item.id);
  if (part.startsWith('^')) {
    const wanted = part.slice(1).toLowerCase();
    return blocksOf(text)
      .filter(({ id }) => id.toLowerCase().includes(wanted))
      .map(({ id, start, end }) => ({
        label: `^${id}`,
        detail: text.slice(start, end).slice(0, 60),
        apply: `^${id}]]`,
      }));
  }
  const wanted = part.trim().toLowerCase();
  return outlineOf(text)
    .filter((entry) => entry.text !== '' && entry.text.toLowerCase().includes(wanted))
    .map((entry) => ({
      label: entry.text,
      detail: `H${entry.level}`,
      apply: `${entry.text.replace(/[[\]|#^]/g, ' ').trim()}]]`,
    }));
}

async function completeTag(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos } = context;
  const services = state.facet(servicesFacet);
  const line = state.doc.lineAt(pos);
  const open = openTagAt(line.text, pos - line.from);
  if (
    open === null ||
    services === null ||
    inCode(context) ||
    (open.typed === '' && !context.explicit && line.from === pos - 1)
  )
    return null;
  const ended = new AbortController();
  context.addEventListener('abort', () => ended.abort());
  const tags = await services.tags(ended.signal);
  if (context.aborted) return null;
  return {
    from: line.from + open.start,
    options: tags.map((tag) => ({ label: tag })),
    validFor: /^[\p{L}\p{N}_/-]*$/u,
  };
}

function inCode({ state, pos }: CompletionContext): boolean {
  const { name } = syntaxTree(state).resolveInner(pos, -1);
  return name === 'CodeText' || name === 'InlineCode';
}

/** Opens the list of completions where a link has just been put in. */
export const completeNow = (view: EditorView): boolean => startCompletion(view);
