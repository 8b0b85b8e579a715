import { X } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import css from './ComposerChips.module.css';
import type { Mention } from './drafts.ts';
import type { Attachments } from './use-attachments.ts';

const c = classesOf(css);

export interface MentionChipsProps {
  readonly mentions: readonly Mention[];
  readonly onRemove: (id: Id) => void;
}

/** The things that the question is about; the answer comes from them alone. */
export function MentionChips({ mentions, onRemove }: MentionChipsProps) {
  const t = useT();
  if (mentions.length === 0) return null;
  return (
    <ul className={c('chips')} aria-label={t('composer.about')}>
      {mentions.map(({ id, title, kind }) => (
        <li key={id} className={c('chip')}>
          <Icon of={KIND_ICONS[kind]} size={14} />
          <span className={c('name')} dir="auto" title={title}>
            {title}
          </span>
          <button
            type="button"
            className={c('remove')}
            aria-label={t('composer.remove', { title })}
            onClick={() => onRemove(id)}
          >
            <Icon of={X} size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Files on their way in, each with how far it is and a way to stop it. */
export function AttachmentChips({ attachments }: { readonly attachments: Attachments }) {
  const t = useT();
  if (attachments.running.length === 0) return null;
  return (
    <ul className={c('chips')} aria-label={t('composer.attaching')}>
      {attachments.running.map(({ key, name, done, total, stop }) => (
        <li key={key} className={c('chip')}>
          <span className={c('name')} dir="auto" title={name}>
            {name}
          </span>
          <span className={c('progress')}>
            <ProgressBar label={t('composer.attachingOne', { name })} done={done} total={Math.max(1, total)} />
          </span>
          <button
            type="button"
            className={c('remove')}
            aria-label={t('composer.stopAttaching', { name })}
            onClick={stop}
          >
            <Icon of={X} size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
