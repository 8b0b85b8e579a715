import type { Answer } from '../../core/chat/answer.ts';
import type { Id } from '../../core/ids.ts';
import type { ModelCall } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import css from './AnswerDetails.module.css';
import { formatSeconds, modelName } from './answer-words.ts';

const c = classesOf(css);

export interface AnswerDetailsDialogProps {
  readonly answerId: Id;
  /** The answer as it is shown, until the details are here. */
  readonly shown: Answer;
  readonly onClose: () => void;
}

/** How an answer was made: its passages, the model's calls with the prompts as sent, tokens and times. */
export function AnswerDetailsDialog({ answerId, shown, onClose }: AnswerDetailsDialogProps) {
  const t = useT();
  const { value, error } = useLive('answer-details', { answerId });
  const answer = value?.answer ?? shown;
  return (
    <Dialog title={t('chat.details')} open onClose={onClose} wide>
      {error && value === undefined && <LoadError error={error} />}
      <Passages answer={answer} onOpened={onClose} />
      <Times answer={answer} />
      {value && <Calls calls={value.calls} />}
    </Dialog>
  );
}

function Passages({ answer, onOpened }: { readonly answer: Answer; readonly onOpened: () => void }) {
  const t = useT();
  const open = useOpenSource();
  return (
    <section className={c('part')}>
      <h3>{t('chat.details.passages')}</h3>
      {answer.passages.length === 0 && <p>{t('chat.details.noPassages')}</p>}
      <ol className={c('passages')}>
        {answer.passages.map((passage) => (
          <li key={passage.number}>
            <button
              type="button"
              className={c('passage')}
              title={t('chat.details.open', { title: passage.title })}
              onClick={() => {
                onOpened();
                open(passage.itemId, passage.span);
              }}
            >
              <span className={c('number')}>{passage.number}</span>
              <span className={c('place')}>
                <b dir="auto">{passage.title}</b>
                {passage.heading !== '' && <span dir="auto">{passage.heading}</span>}
              </span>
            </button>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long passage is scrolled by keyboard */}
            <p className={c('quote')} tabIndex={0} dir="auto">
              {passage.text}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Times({ answer: { times } }: { readonly answer: Answer }) {
  const t = useT();
  const locale = useLocale();
  const rows = [
    ['chat.details.quoted', times.quotedMs],
    ['chat.details.reordered', times.reorderedMs],
    ['chat.details.done', times.doneMs],
  ] as const;
  return (
    <section className={c('part')}>
      <h3>{t('chat.details.times')}</h3>
      <dl className={c('times')}>
        {rows.map(
          ([id, ms]) =>
            ms !== null && (
              <div key={id}>
                <dt>{t(id)}</dt>
                <dd>{t('chat.seconds', { value: formatSeconds(ms, locale) })}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function Calls({ calls }: { readonly calls: readonly ModelCall[] }) {
  const t = useT();
  return (
    <section className={c('part')}>
      <h3>{t('chat.details.calls')}</h3>
      {calls.length === 0 && <p>{t('chat.details.noCalls')}</p>}
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls are only ever added
        <Call key={index} call={call} />
      ))}
    </section>
  );
}

function Call({ call }: { readonly call: ModelCall }) {
  const t = useT();
  const locale = useLocale();
  const time = t('chat.seconds', { value: formatSeconds(call.elapsedMs, locale) });
  return (
    <details className={c('call')}>
      <summary>
        <b>{t(`chat.details.${call.purpose}`)}</b>
        <span>{modelName(call.model)}</span>
        <span>{t('chat.details.tokens', { input: call.inputTokens, output: call.outputTokens, time })}</span>
      </summary>
      <h4>{t('chat.details.prompt')}</h4>
      <pre>{call.prompt}</pre>
    </details>
  );
}
