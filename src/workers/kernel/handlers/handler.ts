import type { CommandPayload, CommandType } from '../../../core/commands.ts';
import type { Id } from '../../../core/ids.ts';
import type { WriteUnit } from '../../../db/write.ts';
import type { KernelContext } from '../context.ts';

/** A handler reads, checks, and writes through the unit. When it throws, nothing of it is written. */
export interface HandlerInput<T extends CommandType> {
  readonly payload: CommandPayload<T>;
  readonly workspaceId: string;
  readonly unit: WriteUnit;
  readonly context: KernelContext;
}

export interface HandlerOutcome {
  /** Cells that `undo` left, because they changed since. */
  readonly kept?: number;
  /** Notes whose text was changed. */
  readonly changed?: number;
  readonly itemId?: Id;
}

export type Handler<T extends CommandType> = (input: HandlerInput<T>) => Promise<HandlerOutcome> | Promise<void> | void;
