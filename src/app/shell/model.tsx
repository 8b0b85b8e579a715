import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { KernelStatus } from '../../core/queries.ts';
import { useClient, useConnection, useLive } from '../client.tsx';
import { useToast } from '../ui/Toast.tsx';

/** After the first paint, so that the download does not delay it. */
const START_AFTER_MS = 1_500;

export interface ModelControl {
  /** Fetches what is missing and gets the model ready. A refusal is shown. */
  readonly load: () => void;
  /** Ends the loading that this tab began; what has arrived stays. */
  readonly pause: () => void;
  /** This tab is loading, so it can pause. */
  readonly canPause: boolean;
}

const ModelContext = createContext<ModelControl | null>(null);

export function useModelControl(): ModelControl {
  const control = useContext(ModelContext);
  if (control === null) throw new Error('useModelControl outside ModelProvider');
  return control;
}

/** Fetches the starter model by itself once, in the leader, unless the user or the connection is against it. */
export function ModelProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const toast = useToast();
  const connection = useConnection();
  const { value: status } = useLive('status', {});
  const { value: settings } = useLive('settings', {});
  const under = useRef<AbortController>(null);
  const begun = useRef(false);
  const [canPause, setCanPause] = useState(false);

  const load = useCallback(async () => {
    if (under.current !== null) return;
    const abort = new AbortController();
    under.current = abort;
    setCanPause(true);
    try {
      await client.loadModel({ signal: abort.signal });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'cancelled') toast.show({ text: error.message, tone: 'bad' });
    } finally {
      under.current = null;
      setCanPause(false);
    }
  }, [client, toast]);

  const leads = connection.state === 'ready' && connection.role === 'leader';
  const wanted = leads && settings?.['model.enabled'] === true && isAbsent(status) && !savesData();
  useEffect(() => {
    if (!wanted || begun.current) return;
    const timer = setTimeout(() => {
      begun.current = true;
      void load();
    }, START_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted, load]);

  const control = useMemo<ModelControl>(
    () => ({ load: () => void load(), pause: () => under.current?.abort(), canPause }),
    [load, canPause],
  );
  return <ModelContext value={control}>{children}</ModelContext>;
}

const isAbsent = (status: KernelStatus | undefined): boolean => status?.model.state.state === 'absent';

/** Whether the user told the browser to be sparing with data. Chromium alone says. */
function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection');
  return typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true;
}
