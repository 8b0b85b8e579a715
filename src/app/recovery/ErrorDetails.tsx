import { useState } from 'react';
import { type AppError, encodeError } from '../../core/errors.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Recovery.module.css';

const c = classesOf(css);

/** For whoever helps: the code, the sentence and the cause, none of them with anything of the user's. */
export function ErrorDetails({ error }: { readonly error: AppError }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const text = JSON.stringify({ ...encodeError(error), build: __BUILD_ID__, browser: navigator.userAgent }, null, 2);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <details className={c('details')}>
      <summary>{t('recovery.details', { code: error.code })}</summary>
      <pre>{text}</pre>
      <Button small onPress={() => void copy()}>
        {t(copied ? 'recovery.details.copied' : 'recovery.details.copy')}
      </Button>
    </details>
  );
}
