import { ArrowUpRight } from 'lucide-react';
import type { Settings } from '../../core/settings/settings.ts';
import { TOUR_QUESTIONS } from '../../core/tour/tour.ts';
import type { Ask } from '../chat/use-ask.ts';
import { useLive, useWorkspaceId } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Tour.module.css';

const c = classesOf(css);

/** Where the sample library lies: what is worth asking of it, with or without the tour. Elsewhere nothing. */
export function SampleQuestions({ ask }: { readonly ask: Ask }) {
  const t = useT();
  const here = useWorkspaceId();
  const tour = (useLive('settings', {}).value as Settings | undefined)?.['tour.state'];
  if (tour?.workspaceId !== here) return null;
  return (
    <ul className={c('questions')} aria-label={t('tour.questions')}>
      {TOUR_QUESTIONS[tour.language].map((question) => (
        <li key={question}>
          <Button onPress={() => void ask(question, {})}>
            {question}
            <Icon of={ArrowUpRight} size={16} />
          </Button>
        </li>
      ))}
    </ul>
  );
}
