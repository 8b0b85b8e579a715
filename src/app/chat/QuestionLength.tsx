import { SMALL_MODEL_BUDGET } from '../../core/chat/fit-prompt.ts';
import { estimateTokens } from '../../core/items/count-tokens.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Composer.module.css';

const c = classesOf(css);
/** Share of what the model reads at once from which a question's length is worth a word. */
const WORTH_A_WORD = 0.6;

export interface QuestionLengthProps {
  readonly text: string;
  /** Characters that a question may have. */
  readonly most: number;
}

/** Says nothing until a question is long: then how much of what the model reads at once it takes, or that it is too long. */
export function QuestionLength({ text, most }: QuestionLengthProps) {
  const t = useT();
  const locale = useLocale();
  if (text.length > most)
    return (
      <p className={c('refused')} role="alert">
        {t('chat.tooLong', { count: text.length })}
      </p>
    );
  const room = SMALL_MODEL_BUDGET.promptTokens;
  const tokens = estimateTokens(text);
  const share = tokens / room;
  if (share <= WORTH_A_WORD) return null;
  const percent = share.toLocaleString(locale, { style: 'percent' });
  return (
    <p className={c('length')} role="status">
      {share > 1 ? t('composer.overContext', { tokens, room }) : t('composer.context', { tokens, room, percent })}
    </p>
  );
}
