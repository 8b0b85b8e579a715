import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyUpdate, Doc, mergeUpdates } from 'yjs';
import { createEditSender, type EditSender, type SaveState, type SendResult, type UnsentEdit } from './edit-sender.ts';
import { readTag } from './read-tag.ts';
import { createUnsentStore, type TextStorage } from './unsent-store.ts';

/** A sender with a clock that the test moves, and a kernel that does what it is told. */
function bench(answers: (SendResult | 'hang')[] = []) {
  const sent: UnsentEdit[] = [];
  const states: SaveState['state'][] = [];
  const timers: { at: number; run: () => void }[] = [];
  const applied = new Map<string, Uint8Array>();
  let now = 0;
  let ids = 0;
  const sender: EditSender = createEditSender({
    send: async (edit) => {
      sent.push(edit);
      const answer = answers.shift() ?? { ok: true };
      if (answer === 'hang') return new Promise(() => {});
      if (answer.ok) applied.set(edit.commandId, edit.update);
      return answer;
    },
    newId: () => `id-${ids++}`,
    merge: (updates) => mergeUpdates([...updates]),
    schedule(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    onState: ({ state }) => states.push(state),
  });
  const advance = async (ms: number) => {
    const until = now + ms;
    for (let i = 0; i < 5; i++) await Promise.resolve();
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      now = next.at;
      timers.splice(timers.indexOf(next), 1);
      next.run();
      for (let i = 0; i < 5; i++) await Promise.resolve();
    }
    now = until;
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return { sender, sent, states, applied, advance };
}

function typing(sender: EditSender) {
  const doc = new Doc();
  doc.on('update', (update: Uint8Array) => sender.push(update));
  return { doc, body: doc.getText('body') };
}

function textOf(updates: Iterable<Uint8Array>): string {
  const doc = new Doc();
  for (const update of updates) applyUpdate(doc, update);
  return doc.getText('body').toString();
}

const failure: SendResult = { ok: false, message: 'No answer.', again: true };

describe('edits of a note', () => {
  it('made within 300 ms are sent as one', async () => {
    const { sender, sent, applied, advance } = bench();
    const { body } = typing(sender);
    for (const letter of 'Hearth') body.insert(body.length, letter);
    await advance(299);
    expect(sent).toHaveLength(0);
    await advance(1);
    expect(sent).toHaveLength(1);
    expect(textOf(applied.values())).toBe('Hearth');
  });

  it('all arrive, whatever fails and when', async () => {
    const script = fc.array(
      fc.oneof(
        fc.record({ type: fc.constant('type' as const), text: fc.string({ minLength: 1, maxLength: 5 }) }),
        fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2_000 }) }),
        fc.constant({ type: 'flush' as const }),
        fc.constant({ type: 'keep' as const }),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(script, fc.array(fc.boolean(), { maxLength: 20 }), async (steps, luck) => {
        const { sender, sent, applied, advance } = bench(luck.map((ok) => (ok ? { ok } : failure)));
        const { body } = typing(sender);
        for (const step of steps) {
          if (step.type === 'type') body.insert(body.length, step.text);
          else if (step.type === 'wait') await advance(step.ms);
          else if (step.type === 'flush') sender.flush();
          else sender.unsent();
        }
        await advance(1_000_000);
        expect(textOf(applied.values())).toBe(body.toString());
        expect(sender.unsent()).toEqual([]);
        // A second try carries the same id and the same bytes.
        for (const edit of sent) expect(applied.get(edit.commandId)).toBe(edit.update);
      }),
    );
  });

  it('that fail say so, and are tried again under the same id', async () => {
    const { sender, sent, states, advance } = bench([failure, failure]);
    typing(sender).body.insert(0, 'x');
    await advance(300);
    expect(states.at(-1)).toBe('unsaved');
    await advance(10_000);
    expect(sent.map(({ commandId }) => commandId)).toEqual(['id-0', 'id-0', 'id-0']);
    expect(states.at(-1)).toBe('saved');
  });

  it('that are refused for good are kept and not tried again', async () => {
    const { sender, sent, states, advance } = bench([{ ok: false, message: 'It is gone.', again: false }]);
    typing(sender).body.insert(0, 'x');
    await advance(100_000);
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toBe('refused');
    expect(sender.unsent()).toHaveLength(1);
  });

  it('under way when the page goes are among the unsent', async () => {
    const { sender, advance } = bench(['hang']);
    const { body } = typing(sender);
    body.insert(0, 'a');
    await advance(300);
    body.insert(1, 'b');
    expect(textOf(sender.unsent().map(({ update }) => update))).toBe('ab');
  });
});

function memoryStorage(): TextStorage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

describe('unsent edits', () => {
  it('come back as they were, each once, until they are confirmed', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 }), { minLength: 1, maxLength: 5 }), (updates) => {
        const store = createUnsentStore(memoryStorage());
        const edits = updates.map((update, index) => ({ commandId: `c${index}`, update }));
        store.add('note', edits);
        store.add('note', edits);
        expect(store.get('note')).toEqual(edits);
        expect(store.itemIds()).toEqual(['note']);
        for (const { commandId } of edits) store.remove('note', commandId);
        expect(store.get('note')).toEqual([]);
        expect(store.itemIds()).toEqual([]);
      }),
    );
  });

  it('that cannot be kept are said not to be', () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(createUnsentStore(full).add('note', [{ commandId: 'c', update: new Uint8Array(1) }])).toBe(false);
  });
});

describe('a tag', () => {
  it('is one word, with or without its sign', () => {
    expect(readTag(' #house ')).toBe('house');
    for (const typed of ['', '#', 'two words', 'a,b', 'a#b', 'x'.repeat(101)]) expect(readTag(typed)).toBeNull();
  });
});
