import { ArrowLeft, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { ItemVersionView, VersionView } from '../../core/history/history-queries.ts';
import type { Item } from '../../core/items/item.ts';
import { useCommand, useLive, useReadOnly } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Differences } from '../source/Differences.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { formatFullTime } from '../ui/relative-time.ts';
import { Segmented } from '../ui/Segmented.tsx';
import css from './History.module.css';

const c = classesOf(css);

type Shown = 'before' | 'now' | 'text';
/** Code units of a text that are shown. */
const MAX_SHOWN = 30_000;

export interface VersionPanelProps {
  readonly item: Item;
  readonly version: VersionView | null;
  readonly isNow: boolean;
  readonly onBack: () => void;
  readonly onRestored: () => void;
}

export function VersionPanel({ item, version, isNow, onBack, onRestored }: VersionPanelProps) {
  const t = useT();
  const locale = useLocale();
  const command = useCommand();
  const readOnly = useReadOnly();
  const [shown, setShown] = useState<Shown>('before');
  const against = shown === 'now' ? 'now' : 'before';
  const { value, error } = useLive('item-version', version && { itemId: item.id, hlc: version.hlc, against });
  if (version === null) return null;
  const when = formatFullTime(version.atMs, locale);
  const restore = async () => {
    const done = t('history.restored', { date: when });
    const outcome = await command('restore-version', { itemId: item.id, hlc: version.hlc }, { done });
    if (outcome !== null) onRestored();
  };
  const choices = (isNow ? (['before', 'text'] as const) : (['before', 'now', 'text'] as const)).map((choice) => ({
    value: choice,
    label: t(`history.show.${choice}`),
  }));
  return (
    <section className={c('panel')} aria-label={when}>
      <div className={c('back')}>
        <Button small kind="quiet" icon={ArrowLeft} onPress={onBack}>
          {t('history.back')}
        </Button>
      </div>
      <h3 className={c('date')}>{when}</h3>
      {value && <Facts value={value} />}
      <div className={c('tools')}>
        <Segmented label={t('history.show')} value={shown} options={choices} onChange={setShown} />
        {!isNow && (
          <Button small icon={RotateCcw} isDisabled={readOnly || value?.text == null} onPress={() => void restore()}>
            {t('history.restore')}
          </Button>
        )}
      </div>
      {value && (shown === 'text' ? <WholeText text={value.text} /> : <Compared value={value} />)}
      {value === undefined && error && <LoadError error={error} />}
    </section>
  );
}

function Facts({ value: { title, folder, tags } }: { readonly value: ItemVersionView }) {
  const t = useT();
  const place = folder === null || folder === '' ? [] : [t('history.in', { folder: folder.replaceAll('/', ' / ') })];
  const facts = [title || t('library.untitled'), ...place, ...(tags ?? []).map((tag) => `#${tag}`)];
  return <p className={c('facts')}>{facts.join(' · ')}</p>;
}

function Compared({ value: { compared, text } }: { readonly value: ItemVersionView }) {
  const t = useT();
  if (text === null) return <p className={c('note')}>{t('history.unknown')}</p>;
  if (compared === null) return <p className={c('note')}>{t('history.nothingBefore')}</p>;
  if (compared.places === 0) return <p className={c('note')}>{t('history.same')}</p>;
  return (
    <div className={c('differences')}>
      <Differences compared={compared} removed={t('history.removed')} added={t('history.added')} />
    </div>
  );
}

function WholeText({ text }: { readonly text: string | null }) {
  const t = useT();
  if (text === null) return <p className={c('note')}>{t('history.unknown')}</p>;
  if (text.trim() === '') return <p className={c('note')}>{t('history.noText')}</p>;
  return (
    <>
      <div className={c('text')}>{text.slice(0, MAX_SHOWN)}</div>
      {text.length > MAX_SHOWN && <p className={c('note')}>{t('history.cut')}</p>}
    </>
  );
}
