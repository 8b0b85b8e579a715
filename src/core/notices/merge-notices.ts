import type { Id } from '../ids.ts';
import { NOTICE_RULES, type NoticeFacts, type NoticeKind } from './notice.ts';

/** Something that is to be told. */
export interface RaisedNotice<K extends NoticeKind = NoticeKind> {
  readonly kind: K;
  readonly facts: NoticeFacts[K];
  /** What it is about: those of one kind and subject can become one. Empty where the kind has only one. */
  readonly subject: string;
  /** The command, or the run, that can be taken back. */
  readonly undoId: Id | null;
  /** Whether it is to be seen that it is new. */
  readonly isNews: boolean;
}

/** What is kept of it. */
export interface KeptNotice {
  readonly kind: NoticeKind;
  readonly facts: object;
  readonly undoId: Id | null;
  readonly times: number;
  readonly readMs: number | null;
  readonly dismissedMs: number | null;
}

/** `add` makes another one; `nothing`, because that is told already. */
export type NoticeDecision =
  | { readonly type: 'add' }
  | { readonly type: 'nothing' }
  | { readonly type: 'merge'; readonly notice: Pick<KeptNotice, 'facts' | 'undoId' | 'times' | 'readMs'> };

/** `held`: the newest of the same kind and subject; null where there is none. */
export function decideNotice(held: KeptNotice | null, raised: RaisedNotice): NoticeDecision {
  const { merge } = NOTICE_RULES[raised.kind];
  if (held === null || merge === 'never') return { type: 'add' };
  // What was put away is not told again while it lasts.
  if (merge === 'lasting' && sameFacts(held.facts, raised.facts)) return { type: 'nothing' };
  if (held.dismissedMs !== null) return { type: 'add' };
  return {
    type: 'merge',
    notice: {
      facts: merge === 'sum' ? addUp(held.facts, raised.facts) : raised.facts,
      // Two things can be taken back one by one only.
      undoId: null,
      times: held.times + 1,
      readMs: raised.isNews ? null : held.readMs,
    },
  };
}

/** By name, whatever their order: one of the engines keeps its own. */
const sameFacts = (one: object, other: object): boolean => sorted(one) === sorted(other);
const sorted = (facts: object): string => JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));

const addUp = (held: object, raised: object): object =>
  Object.fromEntries(
    Object.entries(raised).map(([name, value]) => {
      const before: unknown = Reflect.get(held, name);
      return [name, typeof value === 'number' && typeof before === 'number' ? before + value : value];
    }),
  );
