import { toAppError } from '../../../core/errors.ts';
import type { BroughtIn, StoreCounts } from '../../../core/export/transfer.ts';
import { useClient } from '../../client.tsx';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCount } from '../../ui/Bytes.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatRelative } from '../../ui/relative-time.ts';
import { useToast } from '../../ui/Toast.tsx';
import css from './Export.module.css';

const c = classesOf(css);

export interface BroughtInDialogProps {
  /** Null while nothing was brought in. */
  readonly brought: BroughtIn | null;
  readonly onDecided: () => void;
}

/** The export beside what is here now: used, or left. To go away is to leave it. */
export function BroughtInDialog({ brought, onDecided }: BroughtInDialogProps) {
  return brought === null ? null : <Decision brought={brought} onDecided={onDecided} />;
}

function Decision({ brought, onDecided }: { readonly brought: BroughtIn; readonly onDecided: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { use, drop } = useDecision(onDecided);
  const actions = (
    <>
      <Button onPress={drop}>{t('export.compare.drop')}</Button>
      <Button kind="primary" onPress={use}>
        {t('export.compare.use')}
      </Button>
    </>
  );
  const when = formatRelative(brought.madeMs, Date.now(), locale);
  return (
    <Dialog title={t('export.compare')} open onClose={drop} actions={actions}>
      <p>
        {t('export.compare.made', { when })}{' '}
        {brought.missing > 0 && t('export.compare.missing', { missing: brought.missing })}
      </p>
      <Comparison there={brought.there} here={brought.here} />
      <p>{t('export.compare.keep')}</p>
    </Dialog>
  );
}

function useDecision(onDecided: () => void) {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const decide = async (act: () => Promise<void>, told: 'export.used' | 'export.dropped') => {
    try {
      await act();
      toast.show({ text: t(told) });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
    onDecided();
  };
  return {
    use: () => void decide(() => client.takeBroughtIn(), 'export.used'),
    drop: () => void decide(() => client.dropBroughtIn(), 'export.dropped'),
  };
}

const ROWS = ['items', 'notes', 'conversations'] as const;

function Comparison({ there, here }: { readonly there: StoreCounts; readonly here: StoreCounts }) {
  const t = useT();
  const locale = useLocale();
  const count = useCount();
  const when = ({ newestMs }: StoreCounts) =>
    newestMs === null ? t('export.compare.never') : formatRelative(newestMs, Date.now(), locale);
  return (
    <table className={c('table')}>
      <caption>{t('export.compare.caption')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('export.compare.there')}</th>
          <th scope="col">{t('export.compare.here')}</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map((row) => (
          <tr key={row}>
            <th scope="row">{t(`export.compare.${row}`)}</th>
            <td>{count(there[row])}</td>
            <td>{count(here[row])}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('export.compare.newest')}</th>
          <td>{when(there)}</td>
          <td>{when(here)}</td>
        </tr>
      </tbody>
    </table>
  );
}
