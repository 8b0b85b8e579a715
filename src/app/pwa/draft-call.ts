/**
 * The call to save drafts, in every tab of this Hearth. A tab is known by a lock that it holds as long as it lives, so
 * that the one who asks knows whom to wait for.
 */

type Message =
  | { readonly type: 'save-drafts'; readonly call: string }
  | { readonly type: 'drafts-saved'; readonly call: string; readonly tab: string; readonly saved: boolean };

export type SaveDraft = () => Promise<void> | void;

export interface DraftCall {
  /** Runs before this tab reloads. Returns its removal. */
  add(save: SaveDraft): () => void;
  /** Saves in this tab; rejects with the first failure, after all have been tried. */
  saveHere(): Promise<void>;
  /**
   * Saves in all tabs. Resolves with false when a tab could not save. A tab that does not answer in time is frozen: it
   * saves when it wakes, before its own reload.
   */
  saveEverywhere(): Promise<boolean>;
  close(): void;
}

export interface DraftCallDeps {
  /** Names this Hearth among others of the origin. */
  readonly scope: string;
  readonly locks: LockManager;
  readonly openChannel: (name: string) => BroadcastChannel;
  readonly newId: () => string;
  /** Default 5000. */
  readonly timeoutMs?: number;
}

export function createDraftCall(deps: DraftCallDeps): DraftCall {
  const { scope, locks, newId, timeoutMs = 5000 } = deps;
  const saves = new Set<SaveDraft>();
  const prefix = `hearth-tab ${scope} `;
  const tab = `${prefix}${newId()}`;
  const life = Promise.withResolvers<void>();
  void locks.request(tab, () => life.promise);
  const channel = deps.openChannel(`hearth-drafts ${scope}`);
  const post = (message: Message) => channel.postMessage(message);

  const saveHere = async () => {
    const results = await Promise.allSettled([...saves].map(async (save) => save()));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  };

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type !== 'save-drafts') return;
    const answer = (saved: boolean) => post({ type: 'drafts-saved', call: data.call, tab, saved });
    saveHere().then(
      () => answer(true),
      () => answer(false),
    );
  });

  const othersSaved = async (others: ReadonlySet<string>): Promise<boolean> => {
    const call = newId();
    const waiting = new Set(others);
    const done = Promise.withResolvers<boolean>();
    const listen = ({ data }: MessageEvent<Message>) => {
      if (data.type !== 'drafts-saved' || data.call !== call) return;
      waiting.delete(data.tab);
      if (!data.saved) done.resolve(false);
      if (waiting.size === 0) done.resolve(true);
    };
    channel.addEventListener('message', listen);
    const timer = setTimeout(() => done.resolve(true), timeoutMs);
    post({ type: 'save-drafts', call });
    const saved = await done.promise;
    clearTimeout(timer);
    channel.removeEventListener('message', listen);
    return saved;
  };

  return {
    add(save) {
      saves.add(save);
      return () => saves.delete(save);
    },
    saveHere,
    async saveEverywhere() {
      const { held = [] } = await locks.query();
      const others = held.flatMap(({ name }) => (name?.startsWith(prefix) && name !== tab ? [name] : []));
      const here = saveHere().then(
        () => true,
        () => false,
      );
      const [mine, theirs] = await Promise.all([here, others.length === 0 ? true : othersSaved(new Set(others))]);
      return mine && theirs;
    },
    close() {
      channel.close();
      life.resolve();
    },
  };
}
