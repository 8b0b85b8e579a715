import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { AppError, ErrorCode } from '../../core/errors.ts';
import type { Connection } from '../../workers/kernel/kernel.api.ts';
import { useConnection } from '../client.tsx';
import { goOnErasing } from './erase-mark.ts';

const RecoveryPage = lazy(async () => ({ default: (await import('./RecoveryPage.tsx')).RecoveryPage }));

/** Failures that are over when something outside of the store is: the banner says what. */
const OUTSIDE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'store-busy',
  'kernel-stuck',
  'offline',
  'unsupported',
  'storage-denied',
  'cancelled',
]);

const needsRecovery = (connection: Connection): AppError | null =>
  connection.state === 'failed' && connection.opening && !OUTSIDE.has(connection.error.code) ? connection.error : null;

/** Where the store cannot be opened, a page of its own is in the place of every view, until one can be. */
export function RecoveryGate({ children }: { readonly children: ReactNode }) {
  const connection = useConnection();
  const [shown, setShown] = useState<AppError | null>(null);
  const error = needsRecovery(connection);
  if (error !== null && error !== shown) setShown(error);
  if (connection.state === 'ready' && shown !== null) setShown(null);
  const isErasing = shown?.details['erasing'] === true;
  useEffect(() => {
    if (isErasing) void goOnErasing();
  }, [isErasing]);
  if (shown === null || connection.state === 'ready') return children;
  if (isErasing) return null;
  return (
    <Suspense>
      <RecoveryPage error={shown} isTrying={connection.state !== 'failed'} />
    </Suspense>
  );
}
