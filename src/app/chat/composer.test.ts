import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachPlaces, pastedFiles } from './attach-files.ts';
import { isNamed, readPrompts } from './own-prompts.ts';
import { complete, stepHistory, triggerAt } from './triggers.ts';

describe('what is completed at the caret', () => {
  it.each([
    ['#lea', 'mention', 'lea'],
    ['what of #lea', 'mention', 'lea'],
    ['what of #lease 20', 'mention', 'lease 20'],
    ['(#', 'mention', ''],
    ['/sum', 'slash', 'sum'],
    ['/', 'slash', ''],
  ])('%j is a %s of %j', (text, kind, typed) => {
    expect(triggerAt(text, text.length)).toMatchObject({ kind, typed });
  });

  it.each(['a#b', '# heading', 'a /sum', '/sum it', 'C# is', '#a\nb', 'no'])('%j is none', (text) => {
    expect(triggerAt(text, text.length)).toBeNull();
  });

  it('is replaced, and nothing else is changed', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[a-z]{0,5}$/), fc.string(), (before, typed, after) => {
        const text = `${before} #${typed}${after}`;
        const trigger = triggerAt(text, before.length + 2 + typed.length);
        fc.pre(trigger?.kind === 'mention');
        const done = complete(text, trigger, 'Lease');
        const head = `${text.slice(0, trigger.span.start)}Lease`;
        expect([head + after, `${head} ${after}`]).toContain(done.text);
        expect(done.text.slice(0, done.caret).trimEnd()).toBe(head);
      }),
      { examples: [['', 'a', 'b']] },
    );
  });

  it('goes through what was asked and ends at both ends', () => {
    expect([stepHistory(['b', 'a'], -1, 1), stepHistory(['b', 'a'], 1, 1), stepHistory(['b'], 0, -1)]).toEqual([
      0, 1, -1,
    ]);
    expect(stepHistory([], -1, 1)).toBe(-1);
  });
});

describe('own prompts', () => {
  it('are read as they were kept, whatever else stands there', () => {
    const prompt = { id: '1', name: 'Week', text: 'What happened?' };
    expect(readPrompts([prompt, null, 3, { id: '2' }])).toEqual([prompt]);
    expect(readPrompts('x')).toEqual([]);
  });

  it('are found by the beginning of a word of their name', () => {
    expect(['wh', 'changed', 'what-ch', '', 'hat', 'x'].map((typed) => isNamed('What changed', typed))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('an attachment', () => {
  const view = {
    runId: 'r',
    label: '',
    status: 'done' as const,
    total: 2,
    done: 2,
    copied: 0,
    added: 1,
    updated: 0,
    unchanged: 0,
    failed: 1,
    warned: 0,
    skipped: 0,
    createdMs: 0,
    finishedMs: 1,
    error: null,
  };
  const file = (path: string, itemId: string | null, reason: string | null = null) => ({
    path,
    status: itemId === null ? ('failed' as const) : ('added' as const),
    reason,
    code: null,
    itemId,
  });
  const place = { kind: 'file' as const, name: 'a.md', open: async () => new File(['a'], 'a.md') };

  it('becomes the things that were read, and says what could not be', async () => {
    const client = {
      import: async () => ({ import: view, files: [file('x/a.md', 'i'), file('b.bin', null, 'It is empty.')] }),
    };
    const done = await attachPlaces(client, [place], {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(done.mentions).toEqual([{ id: 'i', title: 'a.md', kind: 'file' }]);
    expect(done.failed).toEqual([{ name: 'b.bin', reason: 'It is empty.' }]);
  });

  it('that was stopped is none', async () => {
    const client = { import: async () => ({ import: { ...view, status: 'stopped' as const }, files: [] }) };
    await expect(
      attachPlaces(client, [place], { signal: new AbortController().signal, onProgress: () => undefined }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('from the clipboard has a name of its own', async () => {
    const [picture, named] = pastedFiles(
      [new File(['a'], 'image.png'), new File(['a'], 'plan.png')],
      'Pasted picture today',
    );
    expect([picture?.name, named?.name]).toEqual(['Pasted picture today.png', 'plan.png']);
  });
});
