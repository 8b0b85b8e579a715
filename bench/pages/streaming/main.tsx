import { compileMessage } from '@lingui/message-utils/compileMessage';
import { createRoot } from 'react-dom/client';
import { markdownMessages } from '../../../src/app/i18n/en/markdown.ts';
import { sourceMessages } from '../../../src/app/i18n/en/source.ts';
import { createI18n, TextProvider } from '../../../src/app/i18n/i18n.tsx';
import { RichMarkdown } from '../../../src/app/markdown/RichMarkdown.tsx';

/** Streams markdown into the renderer, token by token, and says what it cost and what it changed that was finished. */

export interface StreamOutcome {
  /** Top elements that were finished and did not stay the same element. */
  readonly remade: number;
  /** What stands there at the end is what the whole text gives. */
  readonly same: boolean;
  /** Characters shown. */
  readonly shown: number;
}

declare global {
  interface Window {
    stream: (markdown: string, tokensPerSecond: number, tokenCharacters: number) => Promise<void>;
    outcome: () => Promise<StreamOutcome>;
  }
}

const i18n = createI18n();
// As the build of the app has them: compiled, and not each time that one is said.
i18n.load(
  'en',
  Object.fromEntries(
    Object.entries({ ...markdownMessages, ...sourceMessages }).map(([id, text]) => [id, compileMessage(text)]),
  ),
);
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

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

let streamed = '';
let remade = 0;

window.stream = async (markdown, tokensPerSecond, tokenCharacters) => {
  show(grown, '', 'streaming');
  await nextFrame();
  const began = performance.now();
  let finished: Element[] = [];
  for (let at = 0; at < markdown.length; ) {
    await nextFrame();
    at = Math.floor(((performance.now() - began) / 1_000) * tokensPerSecond) * tokenCharacters;
    show(grown, markdown.slice(0, at), 'streaming');
    const now = blocks(grown);
    remade += finished.filter((element, i) => now[i] !== element).length;
    finished = now.slice(0, -1);
  }
  streamed = markdown;
};

window.outcome = async () => {
  show(grown, streamed, 'done');
  show(whole, streamed, 'done');
  const until = performance.now() + 10_000;
  while (markup(grown) !== markup(whole) && performance.now() < until) await nextFrame();
  return { remade, same: markup(grown) === markup(whole), shown: grown.element.textContent.length };
};
