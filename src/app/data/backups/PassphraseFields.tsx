import { useState } from 'react';
import { type PassphraseRating, ratePassphrase } from '../../../core/backup/passphrase.ts';
import { useT } from '../../i18n/i18n.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';

export interface NewPassphrase {
  readonly text: string;
  readonly repeated: string;
}

export const NO_PASSPHRASE: NewPassphrase = { text: '', repeated: '' };

export const isUsable = ({ text, repeated }: NewPassphrase): boolean =>
  ratePassphrase(text) !== 'short' && text === repeated;

export interface PassphraseFieldsProps {
  readonly label: string;
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  /** Why it was refused. */
  readonly error?: string | null;
}

/** A new passphrase, twice, with a hint how hard it is to guess. */
export function PassphraseFields({ label, value, onChange, error = null }: PassphraseFieldsProps) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const { text, repeated } = value;
  const rating: PassphraseRating = ratePassphrase(text);
  const differs = repeated !== '' && !text.startsWith(repeated);
  const secret = shown ? {} : ({ secret: 'new' } as const);
  return (
    <>
      <TextField
        label={label}
        value={text}
        onChange={(next) => onChange({ ...value, text: next })}
        help={text === '' ? t('backups.lock.hint') : t(`backups.lock.${rating}`)}
        error={error}
        autoFocus
        {...secret}
      />
      <TextField
        label={t('backups.lock.repeat')}
        value={repeated}
        onChange={(next) => onChange({ ...value, repeated: next })}
        error={differs ? t('backups.lock.differs') : null}
        {...secret}
      />
      <Switch on={shown} onChange={setShown}>
        {t('backups.lock.show')}
      </Switch>
    </>
  );
}
