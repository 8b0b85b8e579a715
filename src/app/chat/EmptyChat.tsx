import { useNavigate } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './EmptyChat.module.css';
import { SAMPLE_FOLDER, SAMPLE_QUESTIONS } from './sample-questions.ts';

const c = classesOf(css);

/** Before the first question: what asking gives, and what is worth asking. */
export function EmptyChat({ onAsk }: { readonly onAsk: (question: string) => void }) {
  const t = useT();
  const navigate = useNavigate();
  const things = useLive('items', { limit: 1 }).value;
  const sample = useLive('items', { limit: 1, folder: SAMPLE_FOLDER }).value;
  if (things?.total === 0) {
    return (
      <EmptyState title={t('chat.empty.nothing')} text={t('chat.empty.nothingText')}>
        <Button kind="primary" onPress={() => void navigate({ to: '/welcome' })}>
          {t('chat.empty.add')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <div className={c('empty')}>
      <div className={c('inner')}>
        <h2 className={c('title')}>{t('chat.empty.title')}</h2>
        <p className={c('text')}>{t('chat.empty.text')}</p>
        {sample !== undefined && sample.total > 0 && (
          <>
            <h3 className={c('label')}>{t('chat.empty.try')}</h3>
            <ul className={c('questions')}>
              {SAMPLE_QUESTIONS.map((question) => (
                <li key={question}>
                  <button type="button" className={c('question')} onClick={() => onAsk(question)}>
                    {question}
                    <Icon of={ArrowUpRight} size={16} />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
