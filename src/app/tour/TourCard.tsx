import { useSearch } from '@tanstack/react-router';
import { ArrowUpRight, X } from 'lucide-react';
import { useEffect } from 'react';
import { leaveTour, onDone, questionOf, stepOn, TOUR_STEPS, type TourState } from '../../core/tour/tour.ts';
import { useAsk } from '../chat/use-ask.ts';
import { useClient } from '../client.tsx';
import { usePaletteState } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useOnline } from '../shell/online.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Tour.module.css';
import { type Tour, useTour } from './use-tour.ts';

const c = classesOf(css);

/** Over the view, while somebody takes the tour: what to try next. It covers nothing and waits for nothing. */
export function TourCard() {
  const tour = useTour();
  const { state } = tour;
  if (state === null || !state.isShown) return null;
  return <Card tour={tour} state={state} />;
}

interface CardProps {
  readonly tour: Tour;
  readonly state: TourState;
}

function Card({ tour, state }: CardProps) {
  const t = useT();
  useProgress(tour, state);
  const at = TOUR_STEPS.indexOf(state.step) + 1;
  return (
    <section aria-label={t('tour.title')}>
      <Banner
        action={
          <div className={c('actions')}>
            <Actions tour={tour} state={state} />
            <IconButton icon={X} label={t('tour.leave')} onPress={() => tour.set(leaveTour(state))} />
          </div>
        }
      >
        {t('tour.where', { at, of: TOUR_STEPS.length })} {wordsOf(state, t)}
      </Banner>
    </section>
  );
}

function wordsOf(state: TourState, t: ReturnType<typeof useT>): string {
  const question = questionOf(state);
  if (question !== null) return t('tour.ask', { number: question.number });
  switch (state.step) {
    case 'source':
      return t('tour.source');
    case 'note':
      return t('tour.note');
    case 'palette':
      return t('tour.palette');
    case 'offline':
      return t('tour.offline');
    default:
      return t('tour.end');
  }
}

function Actions({ tour, state }: CardProps) {
  const t = useT();
  const client = useClient();
  const { ask } = useAsk(null);
  const question = questionOf(state);
  if (state.step === 'end') {
    return (
      <>
        <Button onPress={tour.remove}>{t('tour.remove')}</Button>
        <Button kind="link" onPress={() => tour.set(leaveTour(state))}>
          {t('tour.keep')}
        </Button>
      </>
    );
  }
  const askIt = async (text: string) => {
    client.enterWorkspace(state.workspaceId);
    if (await ask(text, {})) tour.set(stepOn(state));
  };
  return (
    <>
      {question !== null && (
        <Button onPress={() => void askIt(question.text)}>
          {question.text}
          <Icon of={ArrowUpRight} size={16} />
        </Button>
      )}
      <Button kind="link" onPress={() => tour.set(stepOn(state))}>
        {t(question === null ? 'tour.next' : 'tour.skip')}
      </Button>
    </>
  );
}

/** What the step asked for has been done in the product itself. */
function useProgress({ set }: Tour, state: TourState): void {
  const { source } = useSearch({ from: '__root__' });
  const { isOpen } = usePaletteState();
  const online = useOnline();
  const next = [
    source !== undefined && ('source' as const),
    isOpen && ('palette' as const),
    !online && ('offline' as const),
  ].reduce<TourState>((reached, done) => (done === false ? reached : onDone(reached, done)), state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each step that was reached
  useEffect(() => {
    if (next.step !== state.step) set(next);
  }, [next.step, state.step]);
}
