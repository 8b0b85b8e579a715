import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Message } from '../../core/queries.ts';
import { useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Select } from '../ui/Select.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import css from './CompareDialog.module.css';
import { Prose } from './Prose.tsx';
import { Quotes } from './Quotes.tsx';

const c = classesOf(css);

export interface CompareDialogProps {
  readonly conversationId: Id;
  /** Messages that stand at one place, oldest first. */
  readonly versions: readonly Id[];
  /** The one that is read. */
  readonly at: Id;
  readonly onClose: () => void;
}

/** Two branches beside each other, from where they part; on a phone one after the other. */
export function CompareDialog({ conversationId, versions, at, onClose }: CompareDialogProps) {
  const t = useT();
  const index = versions.indexOf(at);
  const [left, setLeft] = useState(versions[index > 0 ? index - 1 : 1] ?? at);
  const [right, setRight] = useState(at);
  return (
    <Dialog title={t('chat.compare.title')} open onClose={onClose} wide>
      <div className={c('sides')}>
        {(
          [
            ['left', left, setLeft],
            ['right', right, setRight],
          ] as const
        ).map(([side, id, choose]) => (
          <Side
            key={side}
            label={t(side === 'left' ? 'chat.compare.one' : 'chat.compare.other')}
            conversationId={conversationId}
            versions={versions}
            id={id}
            isRead={id === at}
            onChoose={choose}
            onClose={onClose}
          />
        ))}
      </div>
    </Dialog>
  );
}

interface SideProps {
  readonly label: string;
  readonly conversationId: Id;
  readonly versions: readonly Id[];
  readonly id: Id;
  readonly isRead: boolean;
  readonly onChoose: (id: Id) => void;
  readonly onClose: () => void;
}

function Side({ label, conversationId, versions, id, isRead, onChoose, onClose }: SideProps) {
  const t = useT();
  const command = useCommand();
  const { value, error, loading } = useLive('branch', { messageId: id });
  const read = async () => {
    if ((await command('read-branch', { conversationId, messageId: id })) !== null) onClose();
  };
  const options = versions.map((each, at) => ({
    value: each,
    label: t('chat.version', { number: at + 1, count: versions.length }),
  }));
  return (
    <section className={c('side')} aria-label={label}>
      <div className={c('head')}>
        <Select label={label} value={id} options={options} onChange={onChoose} />
        {isRead ? (
          <span className={c('read')}>{t('chat.compare.read')}</span>
        ) : (
          <Button small onPress={() => void read()}>
            {t('chat.compare.choose')}
          </Button>
        )}
      </div>
      {value === undefined && error && <LoadError error={error} />}
      {value === undefined && loading && <SkeletonRows />}
      {value?.map((message) => (
        <Said key={message.id} message={message} />
      ))}
    </section>
  );
}

function Said({ message }: { readonly message: Message }) {
  const t = useT();
  const { role, answer, text } = message;
  if (role === 'user') {
    return (
      <p className={c('question')} dir="auto">
        <span className="visually-hidden">{t('chat.you')}: </span>
        {text}
      </p>
    );
  }
  const isEmpty = answer === null || (answer.quotes.length === 0 && answer.prose.length === 0);
  return (
    <div className={c('answer')}>
      {answer && <Quotes answer={answer} />}
      {answer && answer.prose.length > 0 && <Prose answer={answer} />}
      {isEmpty && (
        <p className={c('empty')} dir="auto">
          {text === '' ? t('chat.note.nothing-found') : text}
        </p>
      )}
    </div>
  );
}
