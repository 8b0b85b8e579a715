import { useState } from 'react';
import type { Answer } from '../../core/chat/answer.ts';
import type { Id } from '../../core/ids.ts';
import type { Message, MessageStatus, TurnView } from '../../core/queries.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import css from './Answer.module.css';
import { AnswerMeta } from './AnswerMeta.tsx';
import { AnswerState } from './AnswerState.tsx';
import { doingOf, notesToShow } from './answer-words.ts';
import { LookedThrough } from './LookedThrough.tsx';
import { Prose } from './Prose.tsx';
import { Quotes } from './Quotes.tsx';

const c = classesOf(css);

export interface AnswerMessageProps {
  readonly message: Message;
  /** What it answers; null where that was not found. */
  readonly question: Message | null;
  readonly versions: readonly Id[] | undefined;
  readonly newest: boolean;
  readonly onAgain: (answer: Message, filters?: SearchFilters) => void;
}

/** What is committed of an answer, and while it is made, how far it is. */
export function AnswerMessage({ message, question, versions, newest, onAgain }: AnswerMessageProps) {
  const t = useT();
  const running = message.status === 'running';
  const isWanted = running || message.isAbridged === true;
  const turn = useLive('turn', isWanted ? { answerId: message.id } : null).value ?? null;
  const status = running ? (turn?.status ?? 'running') : message.status;
  const answer = turn?.answer ?? message.answer;
  return (
    <article className={c('answer')} data-message={message.id}>
      <h2 className="visually-hidden">{t('chat.hearth')}</h2>
      {answer === null && message.isAbridged && <Spoken text={message.text} />}
      {answer && <Quotes answer={answer} />}
      {answer && answer.prose.length > 0 && <Prose answer={answer} />}
      {answer &&
        notesToShow(answer).map((note) => (
          <p key={note} className={c(note === 'nothing-found' ? 'nothing' : 'note')}>
            {t(`chat.note.${note}`)}
          </p>
        ))}
      <AnswerState message={message} status={status} onAgain={onAgain} />
      <LookedThrough
        message={message}
        answer={answer}
        onWider={status === 'running' ? undefined : () => onAgain(message, {})}
      />
      {status === 'running' && <Doing answer={answer} turn={turn} />}
      {status !== 'running' && (answer || versions) && (
        <AnswerMeta message={message} question={question} answer={answer} versions={versions} onAgain={onAgain} />
      )}
      {newest && <Announcer status={status} answer={answer} />}
    </article>
  );
}

/** As high as the meta line that takes its place, so that nothing jumps when the answer is finished. */
function Doing({ answer, turn }: { readonly answer: Answer | null; readonly turn: TurnView | null }) {
  const t = useT();
  const doing = doingOf('running', answer);
  const judged = turn?.judged ?? null;
  if (doing !== 'reordering' || judged === null)
    return <p className={c('doing')}>{doing === null ? '' : t(`chat.stage.${doing}`)}</p>;
  const words = t('chat.stage.reordering.progress', { ...judged });
  return (
    <div className={c('doing')}>
      <span>{words}</span>
      <div className={c('progress')}>
        <ProgressBar label={t('chat.stage.reordering')} done={judged.done} total={judged.total} valueText={words} />
      </div>
    </div>
  );
}

/** Until the whole answer is here: its words, where they will stand. */
function Spoken({ text }: { readonly text: string }) {
  return (
    <div className={c('quotes')} data-abridged>
      {text.split('\n\n').map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text that does not change
        <p key={index} className={c('quote')} dir="auto">
          {part}
        </p>
      ))}
    </div>
  );
}

/** Says the few moments that matter, once each. */
function Announcer({ status, answer }: { readonly status: MessageStatus; readonly answer: Answer | null }) {
  const t = useT();
  const [watched] = useState(status === 'running');
  const found = answer?.quotes.length ?? 0;
  let words = '';
  if (status === 'stopped') words = t('chat.say.stopped');
  else if (status === 'done') words = t(found === 0 ? 'chat.say.nothing' : 'chat.say.done');
  else if (status === 'running' && found > 0) words = t('chat.say.quoted', { count: found });
  return (
    <div role="status" className="visually-hidden">
      {watched ? words : ''}
    </div>
  );
}
