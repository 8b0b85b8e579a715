import { type EditorView, WidgetType } from '@codemirror/view';
import type { Item } from '../../../../core/items/item.ts';
import { type Embed, readEmbed } from '../../../../core/notes/embed.ts';
import { readLinkTarget } from '../../../../core/notes/link-target.ts';
import { blockOf, sectionOf } from '../../../../core/notes/outline.ts';
import { embeddedIn, previewFacet, servicesFacet } from '../facets.ts';
import { say } from '../say.ts';
import { card, failedLine, intoSource, missing, quietLine, shortAddress, titleLink } from './embed-parts.ts';

/** Embeds within embeds: deeper ones are named. */
const DEEPEST = 3;
/** Of a long note the beginning is shown. */
const LONGEST = 20_000;
/** How high what was embedded was when it was last seen, so that nothing jumps when it comes again. */
const heights = new Map<string, number>();

type Undo = () => void;
const undoOf = new WeakMap<HTMLElement, Undo>();

/** What `![[…]]` on a line of its own embeds: a picture, a note or a part of it, or the name of anything else. */
export class EmbedWidget extends WidgetType {
  readonly #embed: Embed;

  constructor(embed: Embed) {
    super();
    this.#embed = embed;
  }
  override eq(other: EmbedWidget): boolean {
    return JSON.stringify(other.#embed) === JSON.stringify(this.#embed);
  }
  override get estimatedHeight(): number {
    return heights.get(this.#key) ?? 64;
  }
  get #key(): string {
    return `${this.#embed.target}|${this.#embed.width ?? ''}`;
  }
  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('div');
    box.className = 'cm-embed';
    const ended = new AbortController();
    const undos: Undo[] = [() => ended.abort()];
    undoOf.set(box, () => undos.splice(0).forEach((undo) => void undo()));
    const drawn = (): void => {
      if (ended.signal.aborted) return;
      view.requestMeasure({
        read: () => box.getBoundingClientRect().height,
        write: (height) => void heights.set(this.#key, height),
      });
    };
    const refuse = (thrown: unknown): void => {
      if (!ended.signal.aborted) box.append(failedLine(view, this.#embed, thrown));
    };
    void fillEmbed(view, this.#embed, box, undos, ended.signal).catch(refuse).then(drawn);
    return box;
  }
  override destroy(box: HTMLElement): void {
    undoOf.get(box)?.();
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

async function fillEmbed(
  view: EditorView,
  embed: Embed,
  box: HTMLElement,
  undos: Undo[],
  signal: AbortSignal,
): Promise<void> {
  const { state } = view;
  if (embed.isForeign) {
    const address = shortAddress(embed.target);
    const isNameless = embed.words === embed.target;
    const words = isNameless
      ? say(state, 'editor.foreignNameless', { address })
      : say(state, 'editor.foreignPicture', { address, words: embed.words });
    box.append(quietLine(words));
    return;
  }
  const services = state.facet(servicesFacet);
  const item = (await services?.resolve(embed.target)) ?? null;
  if (signal.aborted) return;
  if (services === null || item === null) return void box.append(missing(view, embed));
  if (item.kind === 'image') await drawPicture(view, item, embed, box, undos, signal);
  else if (item.kind === 'note') await drawNote(view, item, embed, box, undos, signal);
  else box.append(card(view, item, embed.target));
}

async function drawPicture(
  view: EditorView,
  item: Item,
  embed: Embed,
  box: HTMLElement,
  undos: Undo[],
  signal: AbortSignal,
): Promise<void> {
  const bytes = (await view.state.facet(servicesFacet)?.picture(item.id)) ?? null;
  if (signal.aborted) return;
  if (bytes === null) return void box.append(card(view, item, embed.target));
  const picture = document.createElement('img');
  const address = URL.createObjectURL(bytes);
  undos.push(() => URL.revokeObjectURL(address));
  picture.alt = embed.words === embed.target ? item.title : embed.words;
  if (embed.width !== null) picture.width = embed.width;
  picture.src = address;
  const isWhole = await picture.decode().then(
    () => true,
    () => false, // what the browser refuses to draw, whatever the reason
  );
  if (signal.aborted) return;
  if (isWhole) box.append(picture);
  else box.append(card(view, item, embed.target), quietLine(say(view.state, 'editor.pictureBroken')));
  picture.addEventListener('mousedown', (event) => intoSource(view, box, event));
}

async function drawNote(
  view: EditorView,
  item: Item,
  embed: Embed,
  box: HTMLElement,
  undos: Undo[],
  signal: AbortSignal,
): Promise<void> {
  const { state } = view;
  const around = state.facet(embeddedIn);
  if (around.includes(item.id))
    return void box.append(quietLine(say(state, 'editor.embedCycle', { title: item.title })));
  if (around.length > DEEPEST) return void box.append(card(view, item, embed.target));
  const text = await state.facet(servicesFacet)?.read(item.id);
  if (signal.aborted) return;
  const part = text === undefined ? null : partOf(text, embed.target);
  if (part === null) return void box.append(missing(view, embed));
  const frame = document.createElement('div');
  frame.className = 'cm-embedNote';
  box.append(titleLink(view, item, embed.target), frame);
  const label = say(state, 'editor.embedded', { title: embed.target });
  const inner = state.facet(previewFacet)?.(frame, view, { text: part, label, around: [...around, item.id] });
  undos.push(() => inner?.destroy());
}

/** The part of a note that a link names, without its front matter; null where it has none of that name. */
export function partOf(text: string, target: string): string | null {
  const { heading, block } = readLinkTarget(target);
  const span = heading !== null ? sectionOf(text, heading) : block !== null ? blockOf(text, block) : null;
  if ((heading !== null || block !== null) && span === null) return null;
  const part = span === null ? text : text.slice(span.start, span.end);
  return part.slice(0, LONGEST).trimEnd();
}

/** An embed amid other words: its name. */
export class InlineEmbedWidget extends WidgetType {
  readonly #source: string;

  constructor(source: string) {
    super();
    this.#source = source;
  }
  override eq(other: InlineEmbedWidget): boolean {
    return other.#source === this.#source;
  }
  toDOM(): HTMLElement {
    const name = document.createElement('span');
    name.className = 'wiki';
    const embed = readEmbed(this.#source);
    name.textContent = embed?.words || this.#source;
    return name;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}
