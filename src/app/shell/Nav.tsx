import { Link } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen, Pin } from 'lucide-react';
import { memo } from 'react';
import { activeKeys } from '../../core/keys/bindings.ts';
import { ariaKeys, printedKeys } from '../../core/keys/chord.ts';
import { useLive } from '../client.tsx';
import { usePalette } from '../commands/commands.tsx';
import { useKeyRules } from '../commands/use-keys.ts';
import { useT } from '../i18n/i18n.tsx';
import { Bell } from '../notices/Bell.tsx';
import type { Tray } from '../notices/use-tray.ts';
import { WorkspaceSwitcher } from '../spaces/WorkspaceSwitcher.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { AREAS, PALETTE_ICON, SETTINGS } from './areas.ts';
import { Ember } from './Ember.tsx';
import css from './Nav.module.css';
import { StatusLight } from './StatusLight.tsx';

const c = classesOf(css);
const RECENT = 10;

export interface NavProps {
  /** Icons alone. */
  readonly isNarrow: boolean;
  readonly onToggle: () => void;
  readonly tray: Tray;
}

/** Where you are: the areas, what was asked lately, and how Hearth is. Its links see by themselves which one is open. */
export const Nav = memo(function Nav({ isNarrow, onToggle, tray }: NavProps) {
  const t = useT();
  return (
    <nav className={c('nav', isNarrow && 'narrow')} data-narrow={isNarrow || undefined} aria-label={t('shell.nav')}>
      <div className={c('head')}>
        <div className={c('brand')}>
          <Ember />
          <span className={c('words')}>{t('shell.hearth')}</span>
        </div>
        <IconButton
          icon={isNarrow ? PanelLeftOpen : PanelLeftClose}
          label={t(isNarrow ? 'shell.nav.widen' : 'shell.nav.narrow')}
          tipAlign="start"
          onPress={onToggle}
        />
      </div>
      <div className={c('space')}>
        <WorkspaceSwitcher />
      </div>
      <PaletteButton isNarrow={isNarrow} />
      <Areas isNarrow={isNarrow} />
      {!isNarrow && <Recents />}
      <div className={c('foot')}>
        <StatusLight isNarrow={isNarrow} />
        <Bell tray={tray} ref={tray.anchor} />
      </div>
    </nav>
  );
});

function Areas({ isNarrow }: Pick<NavProps, 'isNarrow'>) {
  const t = useT();
  const rules = useKeyRules();
  return [...AREAS, SETTINGS].map((area) => {
    const keys = activeKeys({ id: area.command, keys: area.keys }, rules);
    return (
      <Link
        key={area.to}
        to={area.to}
        className={c('link')}
        {...(keys === null ? {} : { 'aria-keyshortcuts': ariaKeys(keys, rules.platform) })}
        {...(isNarrow ? { title: t(area.text) } : {})}
      >
        <Icon of={area.icon} />
        <span className={c('words')}>{t(area.text)}</span>
        {keys !== null && <Kbd>{printedKeys(keys, rules.platform).join(' ')}</Kbd>}
      </Link>
    );
  });
}

function PaletteButton({ isNarrow }: Pick<NavProps, 'isNarrow'>) {
  const t = useT();
  const palette = usePalette();
  const rules = useKeyRules();
  const keys = activeKeys({ id: 'palette.open', keys: 'Mod+K' }, rules);
  return (
    <button
      type="button"
      className={c('palette')}
      aria-haspopup="dialog"
      {...(keys === null ? {} : { 'aria-keyshortcuts': ariaKeys(keys, rules.platform) })}
      {...(isNarrow ? { title: t('shell.palette') } : {})}
      onClick={() => palette.open()}
    >
      <Icon of={PALETTE_ICON} size={16} />
      <span className={c('words')}>{t('shell.palette')}</span>
      {keys !== null && <Kbd>{printedKeys(keys, rules.platform).join(rules.platform === 'mac' ? '' : ' ')}</Kbd>}
    </button>
  );
}

function Recents() {
  const t = useT();
  const { value } = useLive('conversations', { limit: RECENT });
  if (value === undefined || value.length === 0) return null;
  return (
    <>
      <h2 className={c('label')} id="recent-conversations">
        {t('shell.recent')}
      </h2>
      <ul className={c('recents')} aria-labelledby="recent-conversations">
        {value.map((conversation) => (
          <li key={conversation.id}>
            <Link to="/ask/$conversationId" params={{ conversationId: conversation.id }} className={c('recent')}>
              {conversation.pinnedMs !== null && <Icon of={Pin} size={16} className={c('pinned')} />}
              <bdi>{conversation.title}</bdi>
            </Link>
          </li>
        ))}
        <li>
          <Link to="/conversations" className={c('recent', 'all')}>
            {t('chat.all')}
          </Link>
        </li>
      </ul>
    </>
  );
}
