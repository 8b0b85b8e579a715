import { useRouter, useRouterState } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Panes.module.css';
import { usePane, useTabStore } from './pane.tsx';

const c = classesOf(css);

/** Back and forward: of the tab in front, or of the second pane. */
export function Ways() {
  return usePane().place === 'front' ? <FrontWays /> : <BesideWays />;
}

function FrontWays() {
  const tabs = useTabStore();
  const back = useSyncExternalStore(tabs.onChange, () => tabs.canTravel(-1));
  const forward = useSyncExternalStore(tabs.onChange, () => tabs.canTravel(1));
  return <WayButtons back={back} forward={forward} onTravel={tabs.travel} />;
}

function BesideWays() {
  const { history } = useRouter();
  // Drawn again with each step, because the history itself tells nobody.
  const at = useRouterState({ select: (state) => state.location.state.__TSR_index });
  return <WayButtons back={at > 0} forward={at < history.length - 1} onTravel={(by) => history.go(by)} />;
}

interface WayButtonsProps {
  readonly back: boolean;
  readonly forward: boolean;
  readonly onTravel: (by: 1 | -1) => void;
}

function WayButtons({ back, forward, onTravel }: WayButtonsProps) {
  const t = useT();
  if (!back && !forward) return null;
  return (
    <div className={c('ways')}>
      <IconButton
        icon={ArrowLeft}
        size={16}
        label={t('panes.back')}
        tipAlign="start"
        isDisabled={!back}
        onPress={() => onTravel(-1)}
      />
      <IconButton
        icon={ArrowRight}
        size={16}
        label={t('panes.forward')}
        tipAlign="start"
        isDisabled={!forward}
        onPress={() => onTravel(1)}
      />
    </div>
  );
}
