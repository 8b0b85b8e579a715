import type { Id } from '../../core/ids.ts';
import { ITEM_KINDS, type ItemKind } from '../../core/items/item.ts';
import type { Scope } from './scope.ts';

/** What of the browser's `Storage` is used here. */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A thing that the question is about. */
export interface Mention {
  readonly id: Id;
  readonly title: string;
  readonly kind: ItemKind;
}

/** What is typed and not yet sent, with what it is about and where it looks. */
export interface Draft {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly scope: Scope;
}

export const EMPTY_DRAFT: Draft = { text: '', mentions: [], scope: { type: 'all' } };

/** Drafts by conversation; `new` is for the next one. */
export interface Drafts {
  get(conversationId: string): Draft;
  set(conversationId: string, draft: Draft): void;
}

const PREFIX = 'hearth.draft.ask.';
/** What a draft that is more than its text begins with. */
const WHOLE = '{"draft":';

/** Drafts outlive reloads and updates. Where the browser keeps nothing, they live as long as the page. */
export function createDrafts(storage: DraftStorage): Drafts {
  const memory = new Map<string, Draft>();
  return {
    get(conversationId) {
      const remembered = memory.get(conversationId);
      if (remembered !== undefined) return remembered;
      try {
        return readDraft(storage.getItem(PREFIX + conversationId) ?? '');
      } catch {
        return EMPTY_DRAFT;
      }
    },
    set(conversationId, draft) {
      memory.set(conversationId, draft);
      try {
        const written = writeDraft(draft);
        if (written === '') storage.removeItem(PREFIX + conversationId);
        else storage.setItem(PREFIX + conversationId, written);
      } catch {
        // Full or denied: the page's memory has it.
      }
    },
  };
}

/** Only the text where there is nothing else, as earlier versions kept it. */
function writeDraft(draft: Draft): string {
  const bare = draft.mentions.length === 0 && draft.scope.type === 'all' && !draft.text.startsWith(WHOLE);
  return bare ? draft.text : JSON.stringify({ draft });
}

function readDraft(written: string): Draft {
  if (!written.startsWith(WHOLE)) return { ...EMPTY_DRAFT, text: written };
  const read = asRecord(asRecord(JSON.parse(written))['draft']);
  const mentions = Array.isArray(read['mentions']) ? read['mentions'].flatMap(readMention) : [];
  return { text: String(read['text'] ?? ''), mentions, scope: readScope(asRecord(read['scope'])) };
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function readMention(value: unknown): readonly Mention[] {
  const { id, title, kind } = asRecord(value);
  if (typeof id !== 'string' || typeof title !== 'string') return [];
  return [{ id, title, kind: readKind(kind) ?? 'file' }];
}

const readKind = (value: unknown): ItemKind | undefined => ITEM_KINDS.find((kind) => kind === value);

function readScope({ type, kind, tag, folder, workspaceId }: Readonly<Record<string, unknown>>): Scope {
  const known = readKind(kind);
  if (type === 'kind' && known !== undefined) return { type, kind: known };
  if (type === 'tag' && typeof tag === 'string') return { type, tag };
  if (type === 'folder' && typeof folder === 'string') return { type, folder };
  if (type === 'workspace' && typeof workspaceId === 'string') return { type, workspaceId };
  return { type: 'all' };
}
