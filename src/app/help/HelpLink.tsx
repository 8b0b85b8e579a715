import { Link } from '@tanstack/react-router';
import { CircleHelp } from 'lucide-react';
import type { HelpPageId } from '../../core/help/help-pages.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Help.module.css';

const c = classesOf(css);

interface HelpLinkProps {
  readonly page: HelpPageId;
  /** What it is about, for a reader that hears it alone; without it the words stand beside the sign. */
  readonly about?: string;
}

/** Leads to what help says about a part. */
export function HelpLink({ page, about }: HelpLinkProps) {
  const t = useT();
  const name = about === undefined ? undefined : t('help.moreOf', { title: about });
  return (
    <Link to="/help/$page" params={{ page }} className={c('link')} aria-label={name} title={name}>
      <Icon of={CircleHelp} size={16} />
      {about === undefined && t('help.more')}
    </Link>
  );
}
