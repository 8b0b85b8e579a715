import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { toAppError } from '../../core/errors.ts';
import { useClient } from '../client.tsx';
import { useToast } from '../ui/Toast.tsx';

export interface ModelControl {
  /** Fetches what is missing and gets the model ready. A refusal is shown. */
  readonly load: () => void;
  /** Ends the fetching or loading, whoever began it; what has arrived stays. */
  readonly pause: () => void;
}

const ModelContext = createContext<ModelControl | null>(null);

export function useModelControl(): ModelControl {
  const control = useContext(ModelContext);
  if (control === null) throw new Error('useModelControl outside ModelProvider');
  return control;
}

/** The kernel fetches the model by itself; this is for the user's own say. */
export function ModelProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const toast = useToast();

  const shown = useCallback(
    (work: Promise<void>) =>
      void work.catch((thrown: unknown) => {
        const error = toAppError(thrown);
        if (error.code !== 'cancelled') toast.show({ text: error.message, tone: 'bad' });
      }),
    [toast],
  );

  const control = useMemo<ModelControl>(
    () => ({ load: () => shown(client.loadModel()), pause: () => shown(client.stopModel()) }),
    [client, shown],
  );
  return <ModelContext value={control}>{children}</ModelContext>;
}
