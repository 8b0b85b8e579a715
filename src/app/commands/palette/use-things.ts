import { MessageCircle, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Item } from '../../../core/items/item.ts';
import type { Conversation } from '../../../core/queries.ts';
import { useLive } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { addressOf, conversationAddress, findAddress, isHeldHere } from '../../shell/addresses.ts';
import { useOpenSource } from '../../shell/source-link.ts';
import { useGo } from '../../shell/use-go.ts';
import { KIND_ICONS } from '../../ui/kind-icon.ts';
import type { PaletteEntry } from './entries.ts';
import { rank } from './rank.ts';

const TITLES = 10;
const RECENT = 4;
const CONVERSATIONS = 200;
const NONE: readonly never[] = [];

export interface FoundThings {
  readonly recent: readonly PaletteEntry[];
  readonly things: readonly PaletteEntry[];
  /** What is shown is of the words before: the kernel has not answered yet. */
  readonly isWaiting: boolean;
}

/** What the kernel has under the typed words: titles, conversations, saved searches; without words what was touched last. */
export function useThings(typed: string, usedOf: (id: string) => number): FoundThings {
  const words = typed.trim();
  const live = useLive('titles', words === '' ? null : { typed: words.slice(0, 500), limit: TITLES });
  const [before, setBefore] = useState(live.value);
  if (live.value !== undefined && live.value !== before) setBefore(live.value);
  const titles = live.value ?? before ?? NONE;
  const isWaiting = words !== '' && live.value === undefined && live.error === null;
  const latest = useLive('items', { limit: RECENT });
  const conversations = useLive('conversations', { limit: CONVERSATIONS }).value ?? NONE;
  const searches = useLive('searches', {}).value ?? NONE;
  const of = useEntryOf();
  return useMemo(() => {
    const talks = conversations.map(of.conversation);
    if (words === '')
      return { recent: mixed(talks, (latest.value?.items ?? NONE).map(of.item)), things: NONE, isWaiting };
    const named = rank(
      [...talks, ...searches.map(of.search)],
      words,
      ({ label }) => label,
      ({ id }) => usedOf(id),
    );
    const known = new Set(talks.map(({ id }) => id));
    const items = titles.map(of.item).filter(({ id }) => !known.has(id));
    items.sort((a, b) => usedOf(b.id) - usedOf(a.id));
    return { recent: NONE, things: [...items, ...named.slice(0, TITLES)], isWaiting };
  }, [words, titles, isWaiting, latest.value, conversations, searches, of, usedOf]);
}

/** The latest of both. */
function mixed(talks: readonly PaletteEntry[], items: readonly PaletteEntry[]): readonly PaletteEntry[] {
  const known = new Set(talks.map(({ id }) => id));
  return [...talks.slice(0, RECENT), ...items.filter(({ id }) => !known.has(id))];
}

function useEntryOf() {
  const t = useT();
  const go = useGo();
  const openSource = useOpenSource();
  return useMemo(() => {
    const conversation = ({ id, title }: Pick<Conversation, 'id' | 'title'>): PaletteEntry => {
      const address = conversationAddress(id);
      const detail = t('commands.conversation');
      return { id: `conversation:${id}`, label: title, detail, icon: MessageCircle, address, run: () => go(address) };
    };
    return {
      conversation,
      /** A conversation that is found as a thing is the same line as that one. */
      item(item: Item): PaletteEntry {
        if (isHeldHere(item)) return conversation(item);
        const address = addressOf(item);
        return {
          id: `item:${item.id}`,
          label: item.title || t('notes.untitled'),
          detail: item.folder.split('/').join(' / '),
          icon: KIND_ICONS[item.kind],
          address,
          run: () => (item.kind === 'note' ? go(address) : openSource(item.id)),
        };
      },
      search({
        id,
        name,
        query,
      }: {
        readonly id: string;
        readonly name: string;
        readonly query: string;
      }): PaletteEntry {
        const address = findAddress(query);
        const detail = t('commands.search');
        return { id: `search:${id}`, label: name, detail, icon: Search, address, run: () => go(address) };
      },
    };
  }, [t, go, openSource]);
}
