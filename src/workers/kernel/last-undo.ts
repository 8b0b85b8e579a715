import type { Id } from '../../core/ids.ts';
import type { SessionState } from './session-state.ts';

/** The command that “undo” takes back next. Session state: with the kernel it is forgotten, the log is not. */
export interface UndoOffer {
  readonly commandId: Id;
  readonly label: string;
}

export const lastUndo = (session: SessionState): UndoOffer | null =>
  session.get<UndoOffer>('session:undo', 'last') ?? null;

export const offerUndo = (session: SessionState, offer: UndoOffer): void => session.set('session:undo', 'last', offer);

export function forgetUndo(session: SessionState, commandId: Id): void {
  if (lastUndo(session)?.commandId === commandId) session.remove('session:undo', 'last');
}
