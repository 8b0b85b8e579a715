import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useLive } from '../client.tsx';
import { HelpLink } from '../help/HelpLink.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import css from './EmptyChat.module.css';
import type { Ask } from './use-ask.ts';

const SampleQuestions = lazy(async () => ({ default: (await import('../tour/SampleQuestions.tsx')).SampleQuestions }));
const c = classesOf(css);

/** Before the first question: what asking gives, and what is worth asking. */
export function EmptyChat({ ask }: { readonly ask: Ask }) {
  const t = useT();
  const navigate = useNavigate();
  const things = useLive('items', { limit: 1 }).value;
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
        <Suspense>
          <SampleQuestions ask={ask} />
        </Suspense>
        <p>
          <HelpLink page="asking" />
        </p>
      </div>
    </div>
  );
}
