import { createContext } from 'react';

/** The numbers of footnotes by their names, and what their elements' ids begin with. */
export interface Notes {
  readonly id: string;
  readonly numbers: ReadonlyMap<string, number>;
}

export const NotesContext = createContext<Notes>({ id: '', numbers: new Map() });

/** Whether the block is still being written: then nothing is drawn of what could be half there. */
export const UnfinishedContext = createContext(false);
