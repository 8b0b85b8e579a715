import type { VirtualizerHandle } from 'virtua';
import type { Turn } from './turns.ts';

/** How long a turn that was scrolled to may take to be drawn, its answer to be there too. */
const DRAWN_MS = 2_000;

const CITE = '[data-cite]';

export interface CitationWalkDeps {
  readonly thread: HTMLElement;
  readonly list: VirtualizerHandle | null;
  readonly turns: readonly Turn[];
}

/** Whether the answer of a turn may cite something: of one that is not here yet, only its words are known. */
const mayCite = ({ answer }: Turn): boolean =>
  answer !== null && (answer.answer === null || answer.answer.quotes.length + answer.answer.prose.length > 0);

/** The next turn in that direction whose answer may cite something; -1 where there is none. */
function nextTurn(turns: readonly Turn[], from: number, by: 1 | -1): number {
  for (let at = from + by; at >= 0 && at < turns.length; at += by) {
    const turn = turns[at];
    if (turn !== undefined && mayCite(turn)) return at;
  }
  return -1;
}

const citesOf = (turn: Element | null): HTMLElement[] => [...(turn?.querySelectorAll<HTMLElement>(CITE) ?? [])];

/**
 * Gives the focus to the next citation, or with -1 to the one before, through all turns of the conversation: those that are not
 * drawn are scrolled to. Without the focus on one, to the first or the last that is drawn. False where there is none to go to.
 */
export function walkCitations(deps: CitationWalkDeps, by: 1 | -1, signal: AbortSignal): boolean {
  const { thread, turns } = deps;
  const held = document.activeElement?.closest<HTMLElement>(CITE) ?? null;
  if (held === null || !thread.contains(held)) {
    const next = citesOf(thread).at(by === 1 ? 0 : -1);
    next?.focus();
    return next !== undefined;
  }
  const turn = held.closest<HTMLElement>('[data-turn]');
  const near = citesOf(turn);
  const beside = near[near.indexOf(held) + by];
  if (beside !== undefined) {
    beside.focus();
    return true;
  }
  const next = nextTurn(turns, Number(turn?.dataset['turn']), by);
  if (next === -1) return false;
  void goOn(deps, next, by, signal);
  return true;
}

async function goOn(deps: CitationWalkDeps, first: number, by: 1 | -1, signal: AbortSignal): Promise<void> {
  for (let at = first; at !== -1; at = nextTurn(deps.turns, at, by)) {
    const cites = citesOf(await drawn(deps, at, signal));
    if (signal.aborted) return;
    const next = cites.at(by === 1 ? 0 : -1);
    if (next === undefined) continue;
    next.focus();
    return;
  }
}

/** The turn once it is drawn with its whole answer; null where that does not come. */
async function drawn({ thread, list }: CitationWalkDeps, index: number, signal: AbortSignal): Promise<Element | null> {
  // Until it is measured it is drawn out of sight, where nothing takes the focus.
  const find = () => {
    const turn = thread.querySelector(`[data-turn="${index}"]:not(:has([data-abridged]))`);
    return turn?.checkVisibility({ visibilityProperty: true }) ? turn : null;
  };
  const here = find();
  if (here !== null) return here;
  list?.scrollToIndex(index, { align: 'center' });
  const found = Promise.withResolvers<Element | null>();
  const observer = new MutationObserver(() => {
    const turn = find();
    if (turn !== null) found.resolve(turn);
  });
  observer.observe(thread, { childList: true, subtree: true, attributeFilter: ['style'] });
  const ended = AbortSignal.any([signal, AbortSignal.timeout(DRAWN_MS)]);
  ended.addEventListener('abort', () => found.resolve(null), { once: true });
  const turn = await found.promise;
  observer.disconnect();
  return turn;
}
