import { describe, expect, it } from 'vitest';
import { forecast } from './storage-forecast.ts';

const usage = { originals: 900, database: 90, index: 10, models: 5000 };
const storage = { usageBytes: 6_000, quotaBytes: 1_006_000, persisted: false };

describe('the storage forecast', () => {
  it('counts things of the size of those that are here, without the model, rounded down', () => {
    expect(forecast({ storage, usage, items: 10 })).toEqual({ kind: 'plenty', freeBytes: 1_000_000, things: 10_000 });
    expect(forecast({ storage, usage, items: 13 })?.things).toBe(13_000);
  });

  it('warns when less than a tenth is left', () => {
    expect(forecast({ storage: { ...storage, usageBytes: 950_000 }, usage, items: 10 })?.kind).toBe('little');
  });

  it('says only what is free when there is nothing to judge by', () => {
    expect(forecast({ storage, usage, items: 0 })?.kind).toBe('unused');
  });

  it('knows nothing where the browser tells no quota', () => {
    expect(forecast({ storage: { ...storage, quotaBytes: 0 }, usage, items: 10 })).toBeNull();
  });
});
