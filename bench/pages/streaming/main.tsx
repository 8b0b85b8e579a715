import { createRoot } from 'react-dom/client';
import { createI18n, TextProvider } from '../../../src/app/i18n/i18n.tsx';
import { RichMarkdown } from '../../../src/app/markdown/RichMarkdown.tsx';

/** Streams markdown into the renderer, token by token, and says what it cost and what it changed that was finished. */

export interface StreamOutcome {
  /** Between two turns of the page's loop: tasks and drawing. */
  readonly longestMs: number;
  /** Top elements that were finished and did not stay the same element. */
  readonly remade: number;
  /** What stands there at the end is what the whole text gives. */
  readonly same: boolean;
  /** Characters shown. */
  readonly shown: number;
}

declare global {
  interface Window {
    stream: (markdown: string, tokensPerSecond: number, tokenCharacters: number) => Promise<StreamOutcome>;
  }
}

const i18n = createI18n();
const place = (id: string) => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no place ${id}`);
  return { element, root: createRoot(element) };
};
const [grown, whole] = [place('grown'), place('whole')];

const show = ({ root }: typeof grown, markdown: string, mode: 'streaming' | 'done') =>
  root.render(
    <TextProvider i18n={i18n}>
      <RichMarkdown markdown={markdown} mode={mode} />
    </TextProvider>,
  );

const blocks = ({ element }: typeof grown): Element[] => [...(element.firstElementChild?.children ?? [])];

/** But for ids, which are of the place and not of the text. */
const markup = ({ element }: typeof grown) => element.innerHTML.replaceAll(/\s(?:id|data-key)="[^"]*"/g, '');

function watchLoop(): () => number {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  let on = true;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) port2.postMessage(0);
  };
  port2.postMessage(0);
  return () => {
    on = false;
    return longest;
  };
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

window.stream = async (markdown, tokensPerSecond, tokenCharacters) => {
  show(grown, '', 'streaming');
  await nextFrame();
  const stop = watchLoop();
  const began = performance.now();
  let finished: Element[] = [];
  let remade = 0;
  for (let at = 0; at < markdown.length; ) {
    await nextFrame();
    at = Math.floor(((performance.now() - began) / 1_000) * tokensPerSecond) * tokenCharacters;
    show(grown, markdown.slice(0, at), 'streaming');
    const now = blocks(grown);
    remade += finished.filter((element, i) => now[i] !== element).length;
    finished = now.slice(0, -1);
  }
  const longestMs = stop();
  show(grown, markdown, 'done');
  show(whole, markdown, 'done');
  const until = performance.now() + 10_000;
  while (markup(grown) !== markup(whole) && performance.now() < until) await nextFrame();
  return { longestMs, remade, same: markup(grown) === markup(whole), shown: grown.element.textContent.length };
};
