/** What of the browser's `Storage` is used here. */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What is typed and not yet sent, by conversation; `new` is for the next one. */
export interface Drafts {
  get(conversationId: string): string;
  set(conversationId: string, text: string): void;
}

const PREFIX = 'hearth.draft.ask.';

/** Drafts outlive reloads and updates. Where the browser keeps nothing, they live as long as the page. */
export function createDrafts(storage: DraftStorage): Drafts {
  const memory = new Map<string, string>();
  return {
    get(conversationId) {
      const remembered = memory.get(conversationId);
      if (remembered !== undefined) return remembered;
      try {
        return storage.getItem(PREFIX + conversationId) ?? '';
      } catch {
        return '';
      }
    },
    set(conversationId, text) {
      memory.set(conversationId, text);
      try {
        if (text === '') storage.removeItem(PREFIX + conversationId);
        else storage.setItem(PREFIX + conversationId, text);
      } catch {
        // Full or denied: the page's memory has it.
      }
    },
  };
}
