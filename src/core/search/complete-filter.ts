import { foldPath } from './fold-path.ts';
import type { IndexState } from './index-state.ts';
import { nameOf } from './people.ts';
import type { Completion, CompletionRequest, IndexItem } from './search-index.ts';

const DEFAULT_LIMIT = 8;

interface Counted {
  readonly value: string;
  /** Whether what was typed begins the value, or only one of its words; null where it does neither. */
  readonly place: 'start' | 'word' | null;
  count: number;
  /** The slot that it was last counted for. */
  slot: number;
}

/** The values that a filter can take and that fit what was typed, with the number of items that each would leave. */
export function completeFilter(state: IndexState, request: CompletionRequest): Completion[] {
  const { field, workspaceIds, limit = DEFAULT_LIMIT } = request;
  const values = new Values(request);
  for (let slot = 0; slot < state.slotCount; slot++) {
    const item = state.slotAt(slot)?.item;
    if (item === undefined || (workspaceIds !== undefined && !workspaceIds.includes(item.workspaceId))) continue;
    for (const written of writtenIn(item, field)) values.count(written, slot);
  }
  return values.best(limit);
}

function writtenIn(item: IndexItem, field: CompletionRequest['field']): readonly string[] {
  if (field === 'kind') return [item.kind];
  if (field === 'in') return [item.folder];
  if (field === 'tag') return item.tags;
  return (field === 'from' ? item.people : item.recipients) ?? [];
}

/** What is written is read once, however many items have it. */
class Values {
  readonly #request: CompletionRequest;
  readonly #wanted: string;
  readonly #byKey = new Map<string, Counted>();
  readonly #byWritten = new Map<string, readonly Counted[]>();

  constructor(request: CompletionRequest) {
    this.#request = request;
    this.#wanted = foldPath(request.typed.trim());
  }

  /** Each value once for a slot. */
  count(written: string, slot: number): void {
    let counted = this.#byWritten.get(written);
    if (counted === undefined) {
      counted = this.#read(written);
      this.#byWritten.set(written, counted);
    }
    for (const value of counted) {
      if (value.slot === slot) continue;
      value.slot = slot;
      value.count++;
    }
  }

  best(limit: number): Completion[] {
    const fitting = [...this.#byKey.values()].filter(({ place }) => place !== null);
    fitting.sort((a, b) => rankOf(a) - rankOf(b) || b.count - a.count || (a.value < b.value ? -1 : 1));
    return fitting.slice(0, limit).map(({ value, count }) => ({ value, count }));
  }

  #read(written: string): Counted[] {
    const { field } = this.#request;
    if (field === 'kind') return [this.#counted(written, written)];
    if (field === 'from' || field === 'to') return [this.#counted(nameOf(written).toLowerCase(), written)];
    return pathAndAbove(written).map((path) => this.#counted(foldPath(path), path));
  }

  #counted(key: string, written: string): Counted {
    let counted = this.#byKey.get(key);
    if (counted === undefined) {
      counted = { ...placed(this.#request.field, written, this.#wanted), count: 0, slot: -1 };
      this.#byKey.set(key, counted);
    }
    return counted;
  }
}

const rankOf = ({ place }: Counted): number => (place === 'start' ? 0 : 1);

function pathAndAbove(path: string): string[] {
  const names = path === '' ? [] : path.split('/');
  return names.map((_, i) => names.slice(0, i + 1).join('/'));
}

function placed(field: CompletionRequest['field'], written: string, wanted: string): Pick<Counted, 'value' | 'place'> {
  const value = field === 'from' || field === 'to' ? nameOf(written) : written;
  if (foldPath(value).startsWith(wanted)) return { value, place: 'start' };
  const words = foldPath(written).split(/[\s/<>]+/);
  return { value, place: words.some((word) => word.startsWith(wanted)) ? 'word' : null };
}
