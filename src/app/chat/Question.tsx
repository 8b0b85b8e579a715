import { Copy, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Message } from '../../core/queries.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { useToast } from '../ui/Toast.tsx';
import css from './Question.module.css';
import { Versions } from './Versions.tsx';

const c = classesOf(css);
const MOST_CHARACTERS = 20_000;

export interface QuestionProps {
  readonly message: Message;
  readonly versions: readonly Id[] | undefined;
  /** Resolves with false when it was refused; why has then been shown. */
  readonly onEdit: (question: Message, text: string) => Promise<boolean>;
}

/** What was asked. It can be asked in other words: both are kept, beside each other. */
export function Question({ message, versions, onEdit }: QuestionProps) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  return (
    <div className={c('question', editing && 'editing')} data-question={message.id} data-message={message.id}>
      <h2 className="visually-hidden">{t('chat.you')}</h2>
      {editing ? (
        <EditField message={message} onEdit={onEdit} onClose={close} />
      ) : (
        <p className={c('text')} dir="auto" data-said>
          {message.text}
        </p>
      )}
      {!editing && (
        <div className={c('tools')}>
          {versions && <Versions message={message} versions={versions} />}
          <QuestionActions message={message} onEdit={() => setEditing(true)} pencil={pencil} />
        </div>
      )}
    </div>
  );
}

interface QuestionActionsProps {
  readonly message: Message;
  readonly onEdit: () => void;
  readonly pencil: React.Ref<HTMLButtonElement>;
}

function QuestionActions({ message, onEdit, pencil }: QuestionActionsProps) {
  const t = useT();
  const toast = useToast();
  const command = useCommand();
  const copy = async () => {
    await navigator.clipboard.writeText(message.text);
    toast.show({ text: t('chat.question.copied') });
  };
  const remove = () => command('delete-message', { messageId: message.id }, { done: t('chat.message.deleted') });
  return (
    <span className={c('actions')}>
      <IconButton ref={pencil} icon={Pencil} size={16} label={t('chat.edit')} onPress={onEdit} />
      <IconButton icon={Copy} size={16} label={t('chat.question.copy')} onPress={() => void copy()} />
      <IconButton icon={Trash2} size={16} label={t('chat.message.delete')} onPress={() => void remove()} />
    </span>
  );
}

interface EditFieldProps extends Pick<QuestionProps, 'message' | 'onEdit'> {
  readonly onClose: () => void;
}

function EditField({ message, onEdit, onClose }: EditFieldProps) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(message.text);
  const [sending, setSending] = useState(false);
  const isReady = text.trim() !== '' && text.length <= MOST_CHARACTERS && !sending;
  useLayoutEffect(() => {
    const area = field.current;
    area?.focus({ preventScroll: true });
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever the text changes
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  const send = async () => {
    if (!isReady) return;
    setSending(true);
    if (await onEdit(message, text.trim())) onClose();
    else setSending(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.shiftKey) void send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={c('edit')}>
      <textarea
        ref={field}
        className={c('field')}
        rows={1}
        dir="auto"
        aria-label={t('chat.edit.field')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={c('buttons')}>
        <Button small kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button small kind="primary" isDisabled={!isReady} onPress={() => void send()}>
          {t('chat.edit.ask')}
        </Button>
      </div>
    </div>
  );
}
