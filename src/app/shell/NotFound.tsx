import { useNavigate } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from './Page.tsx';

export function NotFound() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Page title={t('shell.notFound.title')}>
      <EmptyState icon={Compass} title={t('shell.notFound.title')} text={t('shell.notFound.text')}>
        <Button kind="primary" onPress={() => void navigate({ to: '/ask' })}>
          {t('shell.notFound.action')}
        </Button>
      </EmptyState>
    </Page>
  );
}
