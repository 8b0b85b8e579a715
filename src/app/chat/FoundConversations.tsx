import { Link } from '@tanstack/react-router';
import type { FoundItem } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { personZone } from '../find/zone.ts';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { textParts } from '../source/text-parts.ts';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import css from './ConversationsView.module.css';

const c = classesOf(css);
const LIMIT = 100;

/** Conversations that were held here and hold what was typed, in their titles or in what was said. */
export function FoundConversations({ typed }: { readonly typed: string }) {
  const t = useT();
  const filters = { kinds: ['chat' as const], people: ['hearth'] };
  const input = { query: typed, filters, limit: LIMIT, mode: 'text' as const, zone: personZone() };
  const { value, error, loading } = useLive('search', input, { keep: true });
  if (value === undefined) return error ? <LoadError error={error} /> : loading ? <SkeletonRows /> : null;
  if (value.items.length === 0)
    return <EmptyState title={t('chat.all.nothing')} text={t('chat.all.nothingText', { typed })} />;
  return (
    <ul className={c('list')} aria-label={t('chat.all.found')}>
      {value.items.map((found) => (
        <Found key={found.item.id} found={found} />
      ))}
    </ul>
  );
}

function Found({ found: { item, hits } }: { readonly found: FoundItem }) {
  const [hit] = hits;
  const places = useLive('hit-places', hit === undefined ? null : { hits: [{ itemId: item.id, at: hit.at }] }).value;
  const place = places?.[0]?.place;
  const message = place?.type === 'message' ? { message: place.id } : {};
  return (
    <li className={c('row')}>
      <Link
        to="/ask/$conversationId"
        params={{ conversationId: item.id }}
        search={message}
        className={c('link', 'found')}
      >
        <span className={c('title')} dir="auto">
          {item.title}
        </span>
        {hit && (
          <span className={c('snippet')} dir="auto">
            {textParts(hit.snippet, hit.marks).map((part) =>
              part.inside ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
            )}
          </span>
        )}
      </Link>
    </li>
  );
}
