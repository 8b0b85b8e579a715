import type { Answer, CheckedSentence } from '../../core/chat/answer.ts';
import { type ProseList, type ProseSentence, proseBlocks } from '../../core/chat/prose-blocks.ts';
import { useT } from '../i18n/i18n.tsx';
import { textParts } from '../source/text-parts.ts';
import { classesOf } from '../ui/classes.ts';
import css from './Answer.module.css';
import { CitationPill } from './CitationPill.tsx';
import { markedParts } from './marked-parts.ts';

const c = classesOf(css);

/** What the model wrote, in its paragraphs and lists, each sentence with what the check found. */
export function Prose({ answer }: { readonly answer: Answer }) {
  const t = useT();
  return (
    <div className={c('prose')}>
      <h3 className={c('label')}>{t('chat.prose')}</h3>
      {proseBlocks(answer.prose).map((block) =>
        block.type === 'paragraph' ? (
          <p key={block.at} dir="auto">
            <Sentences of={block} answer={answer} />
          </p>
        ) : (
          <List key={block.at} list={block} answer={answer} />
        ),
      )}
    </div>
  );
}

function List({ list, answer }: { readonly list: ProseList; readonly answer: Answer }) {
  const Tag = list.by === 'numbers' ? 'ol' : 'ul';
  return (
    <Tag className={c('list')}>
      {list.entries.map((entry) => (
        <li key={entry.at} dir="auto">
          <Sentences of={entry} answer={answer} />
          {entry.lists.map((below) => (
            <List key={below.at} list={below} answer={answer} />
          ))}
        </li>
      ))}
    </Tag>
  );
}

interface SentencesProps {
  readonly of: { readonly sentences: readonly ProseSentence[] };
  readonly answer: Answer;
}

const Sentences = ({ of, answer }: SentencesProps) =>
  of.sentences.map((sentence) => <Sentence key={sentence.at} sentence={sentence} answer={answer} />);

function Sentence({ sentence, answer }: { readonly sentence: CheckedSentence; readonly answer: Answer }) {
  const t = useT();
  const unsupported = sentence.support === 'unsupported';
  const passageOf = (number: number) => answer.passages.find((passage) => passage.number === number);
  return (
    <>
      <span className={c(unsupported && 'unsupported')}>
        {unsupported ? <Doubted sentence={sentence} /> : <Marked sentence={sentence} />}
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

const TAGS = { strong: 'strong', emphasis: 'em', code: 'code' } as const;

/** The words that were checked, with what was set apart in them: never the markdown itself. */
const Marked = ({ sentence: { text, marks = [] } }: { readonly sentence: CheckedSentence }) =>
  markedParts(text, marks).map(({ start, text: words, as }) => {
    const Tag = as === null ? 'span' : TAGS[as];
    return <Tag key={start}>{words}</Tag>;
  });

function Doubted({ sentence: { text, unfounded } }: { readonly sentence: CheckedSentence }) {
  const t = useT();
  return textParts(text, unfounded).map((part) =>
    part.inside ? (
      <span key={part.start} className={c('unfounded')} title={t('chat.unfounded')}>
        {part.text}
        <span className="visually-hidden"> ({t('chat.unfounded')})</span>
      </span>
    ) : (
      <span key={part.start}>{part.text}</span>
    ),
  );
}
