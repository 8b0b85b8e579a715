import type { I18n } from '@lingui/core';
import { RouterProvider } from '@tanstack/react-router';
import { useLayoutEffect } from 'react';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { ClientProvider } from '../client.tsx';
import { CommandsProvider } from '../commands/commands.tsx';
import { TextProvider } from '../i18n/i18n.tsx';
import type { Speaker } from '../i18n/speak.ts';
import { RecoveryGate } from '../recovery/RecoveryGate.tsx';
import type { createHearthRouter } from '../router.tsx';
import { AppearanceKeeper } from '../settings/AppearanceKeeper.tsx';
import { ToastProvider } from '../ui/Toast.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ModelProvider } from './model.tsx';
import { type Pwa, PwaProvider } from './pwa.tsx';

export interface AppProps {
  readonly client: HearthClient;
  readonly pwa: Pwa;
  readonly i18n: I18n;
  readonly speaker: Speaker;
  readonly router: ReturnType<typeof createHearthRouter>;
}

export function App({ client, pwa, i18n, speaker, router }: AppProps) {
  useLayoutEffect(() => {
    // The first view was loaded before the router listened: where the address has changed meanwhile, it does not look.
    if (router.latestLocation.href !== router.state.resolvedLocation?.href) void router.load();
  }, [router]);
  return (
    <TextProvider i18n={i18n} speaker={speaker}>
      <ErrorBoundary>
        <ToastProvider>
          <PwaProvider pwa={pwa}>
            <ClientProvider client={client}>
              <AppearanceKeeper />
              <RecoveryGate>
                <ModelProvider>
                  <CommandsProvider>
                    <RouterProvider router={router} />
                  </CommandsProvider>
                </ModelProvider>
              </RecoveryGate>
            </ClientProvider>
          </PwaProvider>
        </ToastProvider>
      </ErrorBoundary>
    </TextProvider>
  );
}
