import type { I18n } from '@lingui/core';
import { type RegisteredRouter, RouterProvider } from '@tanstack/react-router';
import { useEffect, useLayoutEffect } from 'react';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { ClientProvider } from '../client.tsx';
import { CommandsProvider } from '../commands/commands.tsx';
import { TextProvider } from '../i18n/i18n.tsx';
import type { Speaker } from '../i18n/speak.ts';
import { TabsProvider } from '../panes/pane.tsx';
import { type CreatePaneRouter, PaneRoutersContext } from '../panes/pane-routers.ts';
import type { TabStore } from '../panes/tab-store.ts';
import { RecoveryGate } from '../recovery/RecoveryGate.tsx';
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
  readonly router: RegisteredRouter;
  /** For views beside the one in front. */
  readonly createPaneRouter: CreatePaneRouter;
  /** The open views of this window. */
  readonly tabs: TabStore;
}

export function App({ client, pwa, i18n, speaker, router, createPaneRouter, tabs }: AppProps) {
  useLayoutEffect(() => {
    // The first view was loaded before the router listened: where the address has changed meanwhile, it does not look.
    if (router.latestLocation.href !== router.state.resolvedLocation?.href) void router.load();
  }, [router]);
  useEffect(() => tabs.follow(), [tabs]);
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
                    <TabsProvider tabs={tabs}>
                      <PaneRoutersContext value={createPaneRouter}>
                        <RouterProvider router={router} />
                      </PaneRoutersContext>
                    </TabsProvider>
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
