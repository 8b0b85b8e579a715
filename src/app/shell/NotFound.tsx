import { useNavigate } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useT } from '../i18n/i18n.tsx';
import { usePane } from '../panes/pane.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from './Page.tsx';

const SHOWN = 60;

/** `data.id`: what the address has in the place of an id. */
export function NotFound({ data }: { readonly data?: unknown }) {
  const t = useT();
  const navigate = useNavigate();
  const { close } = usePane();
  const id = wrongId(data);
  return (
    <Page title={t('shell.notFound.title')}>
      <EmptyState
        icon={Compass}
        title={t('shell.notFound.title')}
        text={id === null ? t('shell.notFound.text') : t('shell.notFound.id', { id })}
      >
        {close === undefined ? (
          <Button kind="primary" onPress={() => void navigate({ to: '/ask' })}>
            {t('shell.notFound.action')}
          </Button>
        ) : (
          <Button onPress={close}>{t('ui.close')}</Button>
        )}
      </EmptyState>
    </Page>
  );
}

function wrongId(data: unknown): string | null {
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : null;
  return typeof id === 'string' ? id.slice(0, SHOWN) : null;
}
