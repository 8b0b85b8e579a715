import type { EditorState } from '@codemirror/state';
import { reportFailure } from './report.ts';
import { say } from './say.ts';

/** Draws a formula into the element as MathML, by what is loaded with the first one; what is wrong stays as its source, with why. */
export async function drawMath(state: EditorState, source: string, isBlock: boolean, into: HTMLElement): Promise<void> {
  const wrong = await whyNot(state, source, isBlock, into);
  if (wrong === null) return;
  into.textContent = source;
  into.classList.add('cm-wrong');
  into.title = wrong;
  if (!isBlock) return;
  const words = document.createElement('p');
  words.className = 'cm-embedWords';
  words.textContent = wrong;
  into.append(words);
}

async function whyNot(state: EditorState, source: string, isBlock: boolean, into: HTMLElement): Promise<string | null> {
  try {
    const { setFormula } = await import('../../markdown/set-formula.ts');
    return setFormula(into, source, isBlock) ? null : say(state, 'editor.badMath');
  } catch (thrown) {
    return say(state, 'editor.mathFailed', { reason: reportFailure('what draws formulas', thrown) });
  }
}
