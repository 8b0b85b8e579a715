import type { I18n } from '@lingui/core';
import { RouterProvider } from '@tanstack/react-router';
import { type AppClient, ClientProvider } from '../client.tsx';
import { TextProvider } from '../i18n/i18n.tsx';
import type { createHearthRouter } from '../router.tsx';
import { ToastProvider } from '../ui/Toast.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

export interface AppProps {
  readonly client: AppClient;
  readonly i18n: I18n;
  readonly router: ReturnType<typeof createHearthRouter>;
}

export function App({ client, i18n, router }: AppProps) {
  return (
    <TextProvider i18n={i18n}>
      <ErrorBoundary>
        <ToastProvider>
          <ClientProvider client={client}>
            <RouterProvider router={router} />
          </ClientProvider>
        </ToastProvider>
      </ErrorBoundary>
    </TextProvider>
  );
}
