import type { Id } from '../../core/ids.ts';

/** One `edit-note` as it is sent, and sent again, under the same command id. */
export interface UnsentEdit {
  readonly commandId: Id;
  readonly update: Uint8Array;
}

export type SaveState =
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  /** A try failed; another one follows by itself. */
  | { readonly state: 'unsaved'; readonly message: string }
  /** The kernel will not take it: the note is gone, the edit is refused. Kept, not tried again. */
  | { readonly state: 'refused'; readonly message: string };

export type SendResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly message: string; readonly again: boolean };

export interface EditSenderPorts {
  readonly send: (edit: UnsentEdit) => Promise<SendResult>;
  readonly newId: () => Id;
  readonly merge: (updates: readonly Uint8Array[]) => Uint8Array;
  /** Calls back after `delayMs`; returns the way to call it off. */
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly onState: (state: SaveState) => void;
}

export interface EditSender {
  push(update: Uint8Array): void;
  /** Takes up edits that an earlier page could not send. */
  adopt(edits: readonly UnsentEdit[]): void;
  /** Sends what there is, now. */
  flush(): void;
  /** What has not been confirmed, in order, to be kept elsewhere. */
  unsent(): readonly UnsentEdit[];
}

export const EDIT_DELAY_MS = 300;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000] as const;

/** Gathers a note's edits and sends them one batch after the other, each until it is confirmed. */
export function createEditSender(ports: EditSenderPorts): EditSender {
  return new BatchedEditSender(ports);
}

class BatchedEditSender implements EditSender {
  readonly #ports: EditSenderPorts;
  #gathering: Uint8Array[] = [];
  #queue: UnsentEdit[] = [];
  #sending = false;
  #tries = 0;
  #refused = false;
  #cancelTimer: (() => void) | null = null;

  constructor(ports: EditSenderPorts) {
    this.#ports = ports;
  }

  push(update: Uint8Array): void {
    this.#gathering.push(update);
    if (this.#tries === 0 && !this.#refused) this.#ports.onState({ state: 'saving' });
    if (this.#cancelTimer === null && !this.#sending) this.#wait(EDIT_DELAY_MS);
  }

  adopt(edits: readonly UnsentEdit[]): void {
    this.#queue.unshift(...edits);
    this.#next();
  }

  flush(): void {
    this.#next();
  }

  unsent(): readonly UnsentEdit[] {
    this.#close();
    return [...this.#queue];
  }

  /** What is gathered becomes one edit with an id that it keeps. */
  #close(): void {
    if (this.#gathering.length === 0) return;
    const update = this.#ports.merge(this.#gathering);
    this.#gathering = [];
    this.#queue.push({ commandId: this.#ports.newId(), update });
  }

  #next(): void {
    this.#clearTimer();
    if (this.#sending || this.#refused) return;
    this.#close();
    const edit = this.#queue[0];
    if (edit === undefined) return;
    this.#sending = true;
    if (this.#tries === 0) this.#ports.onState({ state: 'saving' });
    this.#ports.send(edit).then((result) => this.#settle(result));
  }

  #settle(result: SendResult): void {
    this.#sending = false;
    if (result.ok) this.#confirmed();
    else if (result.again) this.#failed(result.message);
    else {
      this.#refused = true;
      this.#ports.onState({ state: 'refused', message: result.message });
    }
  }

  #confirmed(): void {
    this.#queue.shift();
    this.#tries = 0;
    if (this.#queue.length > 0) this.#next();
    else if (this.#gathering.length === 0) this.#ports.onState({ state: 'saved' });
    else {
      this.#ports.onState({ state: 'saving' });
      this.#wait(EDIT_DELAY_MS);
    }
  }

  #failed(message: string): void {
    this.#ports.onState({ state: 'unsaved', message });
    this.#wait(RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] ?? 10_000);
    this.#tries++;
  }

  #wait(delayMs: number): void {
    this.#clearTimer();
    this.#cancelTimer = this.#ports.schedule(delayMs, () => this.#next());
  }

  #clearTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
