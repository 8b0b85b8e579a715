import { Link } from '@tanstack/react-router';
import { CircleHelp, X } from 'lucide-react';
import { readHelpId } from '../../core/help/help-pages.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import css from '../source/SourcePane.module.css';
import type { SourcePaneProps } from '../source/SourcePane.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { HelpText } from './HelpText.tsx';

const c = classesOf(css);

/** A page of help beside the answer that rests on it. */
export function HelpSource({ itemId, span, onClose }: SourcePaneProps) {
  const t = useT();
  const at = readHelpId(itemId);
  const { value, error, loading } = useLive('help-page', at);
  const search = span === null ? {} : { start: span.start, end: span.end };
  return (
    <div className={c('pane')}>
      <header className={c('header')}>
        <Icon of={CircleHelp} className={c('kind')} />
        <h2 className={c('title')}>{t('help.moreOf', { title: value?.title ?? '' })}</h2>
        <IconButton icon={X} label={t('ui.close')} shortcut="Esc" onPress={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by keyboard */}
      <div className={c('doc')} tabIndex={0}>
        {value && <HelpText page={value} span={span} />}
        {value && at !== null && (
          <Link to="/help/$page" params={{ page: at.page }} search={{ ...search, lang: at.language }}>
            {t('help.open')}
          </Link>
        )}
        {value === null && <p>{t('help.gone')}</p>}
        {value === undefined && error && <LoadError error={error} />}
        {value === undefined && loading && <SkeletonRows />}
      </div>
    </div>
  );
}
