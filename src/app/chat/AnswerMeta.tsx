import {
  Columns2,
  Copy,
  Ellipsis,
  ListTree,
  NotebookPen,
  RotateCcw,
  SquareCheck,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../core/chat/answer.ts';
import type { Id } from '../../core/ids.ts';
import type { Message } from '../../core/queries.ts';
import { useCommand } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classesOf } from '../ui/classes.ts';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { useToast } from '../ui/Toast.tsx';
import css from './Answer.module.css';
import { AnswerDetailsDialog } from './AnswerDetailsDialog.tsx';
import { answerText, elapsedMs, formatSeconds, modelFamily, unsupportedCount } from './answer-words.ts';
import { useTalk } from './talk.ts';
import { Versions } from './Versions.tsx';

const c = classesOf(css);

export interface AnswerMetaProps {
  readonly message: Message;
  readonly question: Message | null;
  readonly answer: Answer | null;
  readonly versions: readonly Id[] | undefined;
  readonly onAgain: (answer: Message) => void;
}

/** How an answer was made, which of several it is, and what can be done with it. */
export function AnswerMeta({ message, question, answer, versions, onAgain }: AnswerMetaProps) {
  const t = useT();
  const toast = useToast();
  const [details, setDetails] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(answer === null ? message.text : answerText(answer));
    toast.show({ text: t('chat.copied') });
  };
  return (
    <div className={c('meta')}>
      {versions && <Versions message={message} versions={versions} />}
      {answer && <HowMade answer={answer} onDetails={() => setDetails(true)} />}
      <span className={c('actions')}>
        <IconButton icon={Copy} size={16} label={t('chat.copy')} onPress={() => void copy()} />
        <IconButton icon={RotateCcw} size={16} label={t('chat.again')} onPress={() => onAgain(message)} />
        {answer && <IconButton icon={ListTree} size={16} label={t('chat.details')} onPress={() => setDetails(true)} />}
        <MoreMenu message={message} question={question} answer={answer} versions={versions} />
      </span>
      {details && answer && (
        <AnswerDetailsDialog answerId={message.id} shown={answer} onClose={() => setDetails(false)} />
      )}
    </div>
  );
}

function HowMade({ answer, onDetails }: { readonly answer: Answer; readonly onDetails: () => void }) {
  const t = useT();
  const locale = useLocale();
  const elapsed = elapsedMs(answer);
  const unsupported = unsupportedCount(answer);
  return (
    <>
      {answer.quotes.length > 0 && (
        <span>{answer.model === null ? t('chat.noModel') : t('chat.model', { model: modelFamily(answer.model) })}</span>
      )}
      {answer.passages.length > 0 && <span>{t('chat.passages', { count: answer.passages.length })}</span>}
      {elapsed !== null && <span>{t('chat.seconds', { value: formatSeconds(elapsed, locale) })}</span>}
      {unsupported > 0 && (
        <Chip icon={TriangleAlert} tone="warn" onPress={onDetails}>
          {t('chat.unsupportedCount', { count: unsupported })}
        </Chip>
      )}
    </>
  );
}

function MoreMenu({ message, question, answer, versions }: Omit<AnswerMetaProps, 'onAgain'>) {
  const t = useT();
  const talk = useTalk();
  const command = useCommand();
  const said = { question: question?.text ?? null, answer, selection: answer === null ? message.text : null };
  const actions: MenuAction[] = [
    { id: 'note', label: t('chat.makeNote'), icon: NotebookPen, run: () => talk.makeNote(said) },
    { id: 'task', label: t('chat.makeTask'), icon: SquareCheck, run: () => talk.makeTask(said) },
  ];
  if (versions !== undefined) {
    const remove = () => command('delete-message', { messageId: message.id }, { done: t('chat.message.deleted') });
    actions.push(
      { id: 'compare', label: t('chat.compare'), icon: Columns2, run: () => talk.compare(versions, message.id) },
      { id: 'delete', label: t('chat.answer.delete'), icon: Trash2, danger: true, run: () => void remove() },
    );
  }
  return (
    <Menu
      label={t('chat.answer.more')}
      actions={actions}
      trigger={<IconButton icon={Ellipsis} size={16} label={t('chat.answer.more')} />}
    />
  );
}
