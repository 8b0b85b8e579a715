import { LibraryBig } from 'lucide-react';
import type { Answer } from '../../core/chat/answer.ts';
import type { Message } from '../../core/queries.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { useWorkspaces } from '../spaces/use-workspaces.ts';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Answer.module.css';
import { helpIn } from './answer-words.ts';
import { scopeParts } from './scope.ts';
import { useScopeWords } from './scope-words.ts';
import { useTalk } from './talk.ts';

const c = classesOf(css);
/** Things that are named; the others are counted. */
const NAMED = 3;

export interface LookedThroughProps {
  readonly message: Message;
  /** As far as it has come. */
  readonly answer: Answer | null;
  /** Asks again with everything that is seen; absent while the answer is being made. */
  readonly onWider?: (() => void) | undefined;
}

/** What an answer was looked for in, or that help gave it. Nothing is shown where that was not kept. */
export function LookedThrough({ message, answer, onWider }: LookedThroughProps) {
  const t = useT();
  const all = useAllWords();
  const where = useWhere(message.scope ?? {});
  if (message.scope === null || all === null) return null;
  const isAll = scopeParts(message.scope).length === 0;
  const looked = isAll ? all.looked : t('chat.looked', { where });
  const said = {
    none: looked,
    some: t('chat.looked.withHelp', { looked }),
    all: t('chat.looked.help'),
  }[answer === null ? 'none' : helpIn(answer)];
  return (
    <p className={c('looked')}>
      <Icon of={LibraryBig} size={14} />
      <span dir="auto">{said}</span>
      {!isAll && onWider && (
        <Button small kind="quiet" onPress={onWider}>
          {all.look}
        </Button>
      )}
    </p>
  );
}

/** All that is seen from where the conversation was begun. Null until its workspace is known. */
function useAllWords(): { readonly looked: string; readonly look: string } | null {
  const t = useT();
  const { workspaceId } = useTalk();
  const workspaces = useWorkspaces();
  if (workspaceId === HOME_WORKSPACE) return { looked: t('chat.looked.all'), look: t('chat.looked.wider') };
  const name = workspaces?.all.find(({ id }) => id === workspaceId)?.name;
  if (name === undefined) return null;
  return { looked: t('chat.looked', { where: name }), look: t('chat.looked.widerIn', { name }) };
}

function useWhere(scope: SearchFilters): string {
  const t = useT();
  const words = useScopeWords();
  const list = new Intl.ListFormat(useLocale(), { type: 'conjunction' });
  const { itemIds = [] } = scope;
  const asked = itemIds.length === 0 ? null : { itemIds: itemIds.slice(0, NAMED), limit: NAMED };
  const named = useLive('items', asked).value?.items.map(({ title }) => t('chat.looked.named', { title })) ?? [];
  const others = itemIds.length - named.length;
  const things = [
    ...named,
    ...(others > 0 ? [t(named.length === 0 ? 'composer.chosenThings' : 'chat.looked.others', { count: others })] : []),
  ];
  return list.format(scopeParts(scope).flatMap((part) => (part.type === 'things' ? things : [words(part)])));
}
