import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import type { Message } from '../../core/queries.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Versions.module.css';

const c = classesOf(css);

export interface VersionsProps {
  readonly message: Message;
  /** The messages that stand at its place, itself included, oldest first. */
  readonly versions: readonly Id[];
}

/** Which of several questions, or answers, is read: ‹ 2 of 3 ›. */
export function Versions({ message, versions }: VersionsProps) {
  const t = useT();
  const command = useCommand();
  const at = versions.indexOf(message.id);
  const go = (to: number) => {
    const messageId = versions[to];
    if (messageId !== undefined) void command('read-branch', { conversationId: message.conversationId, messageId });
  };
  const words = t('chat.version', { number: at + 1, count: versions.length });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of fields
    <span className={c('versions')} role="group" aria-label={t('chat.versions')}>
      <IconButton
        icon={ChevronLeft}
        size={16}
        tipAlign="start"
        label={t('chat.version.previous')}
        isDisabled={at <= 0}
        onPress={() => go(at - 1)}
      />
      <span className={c('count')} aria-live="polite">
        {words}
      </span>
      <IconButton
        icon={ChevronRight}
        size={16}
        tipAlign="start"
        label={t('chat.version.next')}
        isDisabled={at >= versions.length - 1}
        onPress={() => go(at + 1)}
      />
    </span>
  );
}
