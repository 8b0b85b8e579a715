import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import type { KernelStatus, ModelState } from '../../core/queries.ts';
import { chooseStatusWords } from './status-words.ts';

const ready = { state: 'ready', role: 'leader' } as const;
const status = (
  change: Partial<KernelStatus> = {},
  model: ModelState = { state: 'ready', device: 'wasm' },
): KernelStatus => ({
  engine: 'pglite-opfs',
  engineReason: null,
  store: { name: 'PostgreSQL', version: '18', persistent: true, durability: 'flushed', vectorsInSql: true },
  schemaVersion: 2,
  items: 1,
  chunks: 1,
  deleted: 0,
  indexing: { waiting: 0 },
  embedding: { state: 'idle', waiting: 0, learned: 0, device: null, deviceNote: null },
  pictures: { state: 'idle', waiting: 0 },
  model: { id: 'm', name: 'M', state: model },
  storage: { usageBytes: 0, quotaBytes: 1, persisted: true },
  usage: { database: 0, originals: 0, index: 0, models: 0 },
  lastUndo: null,
  openMs: 1,
  ...change,
});

describe('what the status light says', () => {
  it('says that all works, with and without a network', () => {
    expect(chooseStatusWords(ready, status(), true)).toMatchObject({ tone: 'ok', text: 'status.online' });
    expect(chooseStatusWords(ready, status(), false)).toMatchObject({ tone: 'ok', text: 'status.offline' });
  });

  it('says the worst first', () => {
    const failed = { state: 'failed', error: new AppError('storage-denied', 'No.'), opening: true } as const;
    const bad = status({ store: { ...status().store, persistent: false }, indexing: { waiting: 3 } });
    expect(chooseStatusWords(failed, bad, true).text).toBe('status.failed');
    expect(chooseStatusWords({ state: 'stuck', message: '' }, bad, true).text).toBe('status.stuck');
    expect(chooseStatusWords(ready, bad, true)).toMatchObject({ tone: 'warn', text: 'status.memory' });
  });

  it('counts what is being indexed and read, and how much of the model is here', () => {
    expect(chooseStatusWords(ready, status({ indexing: { waiting: 3 } }), true).values).toEqual({ count: 3 });
    const pictures = { state: 'reading', waiting: 2 } as const;
    expect(chooseStatusWords(ready, status({ pictures }), true)).toMatchObject({
      text: 'pictures.status',
      values: { count: 2 },
    });
    const fetching: ModelState = { state: 'fetching', doneBytes: 61, totalBytes: 137 };
    expect(chooseStatusWords(ready, status({}, fetching), true).values).toEqual({ percent: 44 });
  });

  it('does not say that all works before anything is known', () => {
    expect(chooseStatusWords(ready, undefined, true)).toMatchObject({ tone: 'busy', text: 'status.starting' });
  });
});
