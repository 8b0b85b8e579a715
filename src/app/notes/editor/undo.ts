import type { EditorView } from '@codemirror/view';
import { yUndoManagerKeymap } from 'y-codemirror.next';

const keyed = (wanted: string): ((view: EditorView) => boolean) => {
  const run = yUndoManagerKeymap.find(({ key }) => key === wanted)?.run;
  if (run === undefined) throw new Error(`y-codemirror has nothing for ${wanted}`);
  return run;
};

/** Takes back the last change that was made in this editor: what came from another tab stays. */
export const undoHere = keyed('Mod-z');
export const redoHere = keyed('Mod-Shift-z');
