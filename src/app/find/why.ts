import type { HitReason, WordReason } from '../../core/search/search-index.ts';
import type { MessageId } from '../i18n/en.ts';

export interface Why {
  readonly id: MessageId;
  readonly terms: readonly string[];
}

const WORDS = {
  'title phrase': 'find.why.titlePhrase',
  'title exact': 'find.why.title',
  'title stem': 'find.why.title',
  'title prefix': 'find.why.title',
  'heading phrase': 'find.why.headingPhrase',
  'heading exact': 'find.why.heading',
  'heading stem': 'find.why.heading',
  'heading prefix': 'find.why.heading',
  'tag phrase': 'find.why.tag',
  'tag exact': 'find.why.tag',
  'tag stem': 'find.why.tag',
  'tag prefix': 'find.why.tag',
  'text phrase': 'find.why.phrase',
  'text exact': 'find.why.exact',
  'text stem': 'find.why.stem',
  'text prefix': 'find.why.prefix',
  'text meaning': 'find.why.meaning',
} as const satisfies Record<`${WordReason['field']} ${WordReason['how']}` | 'text meaning', MessageId>;

/** In the order in which they say most. */
const ORDER: readonly MessageId[] = Object.values(WORDS);

/** The reasons of a hit in words, each once with its terms; the two that say most. */
export function whyHit(reasons: readonly HitReason[], most = 2): readonly Why[] {
  const terms = new Map<MessageId, string[]>();
  for (const reason of reasons) {
    const { term } = reason;
    const id = reason.how === 'meaning' ? WORDS['text meaning'] : WORDS[`${reason.field} ${reason.how}`];
    terms.set(id, [...new Set([...(terms.get(id) ?? []), term])]);
  }
  return [...terms]
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .slice(0, most)
    .map(([id, list]) => ({ id, terms: list }));
}
