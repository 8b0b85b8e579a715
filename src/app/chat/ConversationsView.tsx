import { Link, useNavigate } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Ellipsis, Pencil, Pin, PinOff, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { type DayGroup, groupConversations } from '../../core/chat/conversation-days.ts';
import type { Conversation } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { NOTHING_DRAGGED } from '../spaces/dragged.ts';
import { useDraggable } from '../spaces/use-draggable.ts';
import { useMoveAction } from '../spaces/use-move-action.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SearchField } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useConversationActions } from './ConversationMenu.tsx';
import css from './ConversationsView.module.css';
import { FoundConversations } from './FoundConversations.tsx';
import { RenameDialog } from './RenameDialog.tsx';

const c = classesOf(css);
const STEP = 100;
const MOST = 500;

type Which = 'open' | 'archived';

/** All conversations: by when something was said in them last, and by what was said. */
export function ConversationsView() {
  const t = useT();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [which, setWhich] = useState<Which>('open');
  const add = <IconButton icon={Plus} label={t('chat.new')} onPress={() => void navigate({ to: '/ask' })} />;
  return (
    <Page title={t('chat.all.title')} actions={add}>
      <div className={c('scroll')}>
        <div className={c('column')}>
          <div className={c('head')}>
            <SearchField label={t('chat.all.search')} value={typed} onChange={setTyped} />
            <Segmented
              label={t('chat.all.which')}
              value={which}
              onChange={setWhich}
              options={[
                { value: 'open', label: t('chat.all.open') },
                { value: 'archived', label: t('chat.all.archived') },
              ]}
            />
          </div>
          {typed.trim() === '' ? (
            <ByDay key={which} archived={which === 'archived'} />
          ) : (
            <FoundConversations typed={typed.trim()} />
          )}
        </div>
      </div>
    </Page>
  );
}

function ByDay({ archived }: { readonly archived: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const [limit, setLimit] = useState(STEP);
  const { value, error, loading } = useLive('conversations', { archived, limit }, { keep: true });
  if (value === undefined) return error ? <LoadError error={error} /> : loading ? <SkeletonRows /> : null;
  if (value.length === 0) {
    return (
      <EmptyState
        title={t(archived ? 'chat.all.noArchived' : 'chat.all.none')}
        text={t(archived ? 'chat.all.noArchivedText' : 'chat.all.noneText')}
      >
        {!archived && (
          <Button kind="primary" onPress={() => void navigate({ to: '/ask' })}>
            {t('chat.gone.action')}
          </Button>
        )}
      </EmptyState>
    );
  }
  return (
    <>
      {groupConversations(value, Date.now(), CALENDAR).map(({ group, conversations }) => (
        <Group key={JSON.stringify(group)} group={group} conversations={conversations} />
      ))}
      {value.length === limit && limit < MOST && (
        <Button kind="quiet" onPress={() => setLimit(Math.min(MOST, limit + STEP))}>
          {t('chat.all.more')}
        </Button>
      )}
    </>
  );
}

/** Of the place where the device is. */
const CALENDAR = {
  startOfDay: (ms: number) => new Date(ms).setHours(0, 0, 0, 0),
  startOfMonth: (ms: number) => new Date(new Date(ms).setHours(0, 0, 0, 0)).setDate(1),
};

function Group({
  group,
  conversations,
}: {
  readonly group: DayGroup;
  readonly conversations: readonly Conversation[];
}) {
  const t = useT();
  const locale = useLocale();
  const name =
    group.type === 'month'
      ? new Date(group.fromMs).toLocaleDateString(locale, { month: 'long', year: 'numeric' })
      : t(`chat.days.${group.type}`);
  return (
    <section className={c('group')} aria-label={name}>
      <h2 className={c('day')}>{name}</h2>
      <ul className={c('list')}>
        {conversations.map((conversation) => (
          <Row key={conversation.id} conversation={conversation} />
        ))}
      </ul>
    </section>
  );
}

function Row({ conversation }: { readonly conversation: Conversation }) {
  const t = useT();
  const { id, title, pinnedMs, archivedMs, updatedMs } = conversation;
  const [renaming, setRenaming] = useState(false);
  const { pin, archive, remove } = useConversationActions(conversation);
  const link = useRef<HTMLAnchorElement>(null);
  useDraggable(link, () => ({ ...NOTHING_DRAGGED, conversationIds: [id] }));
  const move = useMoveAction({ conversationIds: [id] });
  const isPinned = pinnedMs !== null;
  const actions = [
    { id: 'rename', label: t('chat.rename'), icon: Pencil, run: () => setRenaming(true) },
    { id: 'pin', label: t(isPinned ? 'chat.unpin' : 'chat.pin'), icon: isPinned ? PinOff : Pin, run: pin },
    {
      id: 'archive',
      label: t(archivedMs === null ? 'chat.archive' : 'chat.unarchive'),
      icon: archivedMs === null ? Archive : ArchiveRestore,
      run: archive,
    },
    ...move.actions,
    { id: 'delete', label: t('chat.delete'), icon: Trash2, danger: true, run: () => void remove() },
  ];
  const more = t('chat.all.moreAbout', { title });
  return (
    <li className={c('row')}>
      <Link ref={link} to="/ask/$conversationId" params={{ conversationId: id }} className={c('link')}>
        {isPinned && <Icon of={Pin} size={16} />}
        <span className={c('title')} dir="auto">
          {title}
        </span>
        <RelativeTime ms={updatedMs} className={c('time')} />
      </Link>
      <Menu label={more} actions={actions} trigger={<IconButton icon={Ellipsis} size={16} label={more} />} />
      {renaming && <RenameDialog conversation={conversation} onClose={() => setRenaming(false)} />}
      {move.dialog}
    </li>
  );
}
