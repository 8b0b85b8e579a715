import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../core/errors.ts';
import type { Progress } from '../../core/ports.ts';
import type { KeeperOptions } from '../../workers/keeper/keeper.api.ts';

export interface Work {
  /** What is being done, in words; null when nothing is. */
  readonly label: string | null;
  readonly progress: Progress | null;
  /** Why the last one did not work. */
  readonly error: AppError | null;
  run(label: string, work: (options: KeeperOptions) => Promise<void>): void;
  stop(): void;
}

const IDLE = { label: null, progress: null, error: null };

/** One piece of work at a time, with its progress and a way to stop it. It is stopped when the view goes. */
export function useWork(): Work {
  const [state, setState] = useState<Pick<Work, 'label' | 'progress' | 'error'>>(IDLE);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const run = useCallback<Work['run']>((label, work) => {
    if (abort.current !== null) return;
    const controller = new AbortController();
    abort.current = controller;
    setState({ label, progress: null, error: null });
    const onProgress = (progress: Progress) => setState((now) => ({ ...now, progress }));
    work({ signal: controller.signal, onProgress })
      .then(
        () => setState(IDLE),
        (thrown: unknown) => {
          const error = toAppError(thrown);
          setState({ ...IDLE, error: error.code === 'cancelled' ? null : error });
        },
      )
      .finally(() => {
        abort.current = null;
      });
  }, []);
  const stop = useCallback(() => abort.current?.abort(), []);
  return { ...state, run, stop };
}
