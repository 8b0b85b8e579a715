import type { IndexState } from './index-state.ts';
import type { How, Matcher } from './match.ts';
import type { WordReason } from './search-index.ts';

/** Best first: a word that occurs as written and in another form is there as written. */
const ORDER: readonly How[] = ['phrase', 'exact', 'stem', 'prefix'];

/** Why each of the documents was found: for each clause and field the best way in which it matched. */
export function reasonsOf(state: IndexState, docs: readonly number[], matchers: readonly Matcher[]): WordReason[][] {
  const reasons = docs.map((): WordReason[] => []);
  const indexOf = new Map(docs.map((doc, index) => [doc, index]));
  const wanted = new Uint8Array(state.docCount);
  for (const doc of docs) wanted[doc] = 1;
  const slots = slotsOf(state, docs);
  for (const matcher of matchers) {
    const { written } = matcher;
    matcher.visitChunks((doc, inText, inHeading, how) => {
      const list = reasons[indexOf.get(doc) ?? 0] ?? [];
      if (inHeading > 0) addReason(list, { term: written, field: 'heading', how });
      if (inText > 0) addReason(list, { term: written, field: 'text', how });
    }, wanted);
    matcher.visitItems((slot, inTitle, inTags, how) => {
      for (const index of slots.get(slot) ?? []) {
        const list = reasons[index] ?? [];
        if (inTitle > 0) addReason(list, { term: written, field: 'title', how });
        if (inTags > 0) addReason(list, { term: written, field: 'tag', how });
      }
    });
  }
  return reasons;
}

function slotsOf(state: IndexState, docs: readonly number[]): Map<number, number[]> {
  const slots = new Map<number, number[]>();
  for (const [index, doc] of docs.entries()) {
    const slot = state.docSlots[doc] ?? -1;
    slots.set(slot, [...(slots.get(slot) ?? []), index]);
  }
  return slots;
}

function addReason(list: WordReason[], reason: WordReason): void {
  const at = list.findIndex(({ term, field }) => term === reason.term && field === reason.field);
  const known = list[at];
  if (known === undefined) list.push(reason);
  else if (ORDER.indexOf(reason.how) < ORDER.indexOf(known.how)) list[at] = reason;
}
