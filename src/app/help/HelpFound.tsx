import { Link } from '@tanstack/react-router';
import type { HelpLanguage } from '../../core/help/help-pages.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import settings from '../settings/Settings.module.css';
import { textParts } from '../source/text-parts.ts';
import { classesOf } from '../ui/classes.ts';

const c = classesOf(settings);

interface HelpFoundProps {
  readonly query: string;
  readonly language: HelpLanguage;
  readonly onChoose: () => void;
}

/** The parts of help that hold the words. */
export function HelpFound({ query, language, onChoose }: HelpFoundProps) {
  const t = useT();
  const { value } = useLive('help', { query: query.slice(0, 500), language }, { keep: true });
  if (value === undefined) return null;
  return (
    <>
      <p role="status" className={c('where')}>
        {t('help.found', { count: value.length })}
      </p>
      {value.length === 0 && <p>{t('help.found.none')}</p>}
      <ul className={c('found')}>
        {value.map(({ page, title, heading, anchor, snippet, marks }) => (
          <li key={`${page} ${anchor}`}>
            <Link to="/help/$page" params={{ page }} search={{ at: anchor }} className={c('hit')} onClick={onChoose}>
              <span className={c('name')}>{heading || title}</span>
              <span className={c('help')}>
                {textParts(snippet, marks).map((part) =>
                  part.inside ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
                )}
              </span>
              <span className={c('where')}>{title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
