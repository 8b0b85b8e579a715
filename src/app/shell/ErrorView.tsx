import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

export interface ErrorViewProps {
  readonly error: AppError;
  /** For a report: what was thrown and where. */
  readonly details: string;
}

export function ErrorView({ error, details }: ErrorViewProps) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(details);
    setCopied(true);
  };
  return (
    <div role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={t('ui.error.title')}
        text={
          <>
            {error.code === 'internal' ? t('ui.error.text') : error.message}
            <br />
            {t('ui.error.code', { code: error.code })}
          </>
        }
      >
        <Button kind="primary" onPress={() => location.reload()}>
          {t('ui.reload')}
        </Button>
        <Button onPress={copy}>{copied ? t('ui.copied') : t('ui.error.copy')}</Button>
      </EmptyState>
    </div>
  );
}
