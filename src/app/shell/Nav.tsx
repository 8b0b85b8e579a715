import { Link } from '@tanstack/react-router';
import { Pin } from 'lucide-react';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { WorkspaceSwitcher } from '../spaces/WorkspaceSwitcher.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { AREAS, SETTINGS } from './areas.ts';
import { Ember } from './Ember.tsx';
import css from './Nav.module.css';
import { StatusLight } from './StatusLight.tsx';

const c = classesOf(css);
const RECENT = 10;

/** Where you are: the areas, what was asked lately, and how Hearth is. */
export function Nav() {
  const t = useT();
  return (
    <nav className={c('nav')} aria-label={t('shell.nav')}>
      <div className={c('brand')}>
        <Ember />
        {t('shell.hearth')}
      </div>
      <WorkspaceSwitcher />
      {[...AREAS, SETTINGS].map((area) => (
        <Link key={area.to} to={area.to} className={c('link')} aria-keyshortcuts={area.keys}>
          <Icon of={area.icon} />
          {t(area.text)}
          <Kbd>{area.keys}</Kbd>
        </Link>
      ))}
      <Recents />
      <div className={c('foot')}>
        <StatusLight />
      </div>
    </nav>
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
              {conversation.title}
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
