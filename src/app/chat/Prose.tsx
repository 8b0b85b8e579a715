import type { Answer, CheckedSentence } from '../../core/chat/answer.ts';
import { useT } from '../i18n/i18n.tsx';
import { textParts } from '../source/text-parts.ts';
import { classesOf } from '../ui/classes.ts';
import css from './Answer.module.css';
import { CitationPill } from './CitationPill.tsx';

const c = classesOf(css);

/** What the model wrote, sentence by sentence, with what the check found. */
export function Prose({ answer }: { readonly answer: Answer }) {
  const t = useT();
  return (
    <div className={c('prose')}>
      <h3 className={c('label')}>{t('chat.prose')}</h3>
      <p>
        {answer.prose.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences only ever grow at the end
          <Sentence key={index} sentence={sentence} answer={answer} />
        ))}
      </p>
    </div>
  );
}

function Sentence({ sentence, answer }: { readonly sentence: CheckedSentence; readonly answer: Answer }) {
  const t = useT();
  const unsupported = sentence.support === 'unsupported';
  const passageOf = (number: number) => answer.passages.find((passage) => passage.number === number);
  return (
    <>
      <span className={c(unsupported && 'unsupported')}>
        {textParts(sentence.text, sentence.unfounded).map((part) =>
          part.inside ? (
            <span key={part.start} className={c('unfounded')} title={t('chat.unfounded')}>
              {part.text}
              <span className="visually-hidden"> ({t('chat.unfounded')})</span>
            </span>
          ) : (
            <span key={part.start}>{part.text}</span>
          ),
        )}
      </span>
      {unsupported && <span className={c('flag')}>{t('chat.unsupported')}</span>}
      {sentence.citations.map((citation) => (
        <CitationPill
          key={`${citation.passage}:${citation.span.start}`}
          number={citation.passage}
          itemId={citation.itemId}
          title={passageOf(citation.passage)?.title ?? ''}
          passage={passageOf(citation.passage)}
          span={citation.span}
        />
      ))}{' '}
    </>
  );
}
