import { CancelledError } from '../../core/errors.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';

export type Priority = 'chat' | 'background';

/** One piece of work at a time; what the user waits for goes before the rest, in the order of arrival. */
export interface CallQueue {
  /** Rejects with `cancelled` when the signal fires before the work begins. */
  run<T>(priority: Priority, signal: AbortSignalLike | undefined, work: () => Promise<T>): Promise<T>;
  /** Nothing is running and nothing waits. */
  isIdle(): boolean;
}

export function createCallQueue(onIdle: () => void): CallQueue {
  const waiting: Record<Priority, (() => Promise<void>)[]> = { chat: [], background: [] };
  let running = false;

  const next = async () => {
    running = true;
    for (let start = take(); start !== undefined; start = take()) await start();
    running = false;
    onIdle();
  };
  const take = () => waiting.chat.shift() ?? waiting.background.shift();

  return {
    isIdle: () => !running,
    run: (priority, signal, work) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new CancelledError());
        const leave = () => {
          waiting[priority] = waiting[priority].filter((other) => other !== start);
          reject(new CancelledError());
        };
        const start = async () => {
          signal?.removeEventListener('abort', leave);
          await work().then(resolve, reject);
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting[priority].push(start);
        if (!running) void next();
      }),
  };
}
