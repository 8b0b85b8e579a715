import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRelative, nextChangeMs } from './relative-time.ts';

const at = (text: string) => new Date(text).getTime();
const now = at('2026-11-21T14:00:00');
const say = (text: string) => formatRelative(at(text), now, 'en');

describe('a time as people say it', () => {
  it('is relative within a week', () => {
    expect(say('2026-11-21T13:59:40')).toBe('Now');
    expect(say('2026-11-21T13:55:00')).toBe('5 minutes ago');
    expect(say('2026-11-21T11:30:00')).toBe('2 hours ago');
    expect(say('2026-11-20T23:50:00')).toBe('Yesterday');
    expect(say('2026-11-15T09:00:00')).toBe('6 days ago');
  });

  it('counts calendar days, not spans of 24 hours', () => {
    expect(formatRelative(at('2026-11-20T23:00:00'), at('2026-11-21T01:00:00'), 'en')).toBe('Yesterday');
  });

  it('is a date after a week, with the year when it is another one', () => {
    expect(say('2026-11-14T09:00:00')).toBe('14 Nov');
    expect(say('2025-03-03T09:00:00')).toBe('3 Mar 2025');
  });

  it('is said in the language of the interface', () => {
    expect(formatRelative(at('2026-11-20T12:00:00'), now, 'de')).toBe('Gestern');
  });

  it('says something of every time, and says when it will say something else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 }), (ms, nowMs) => {
        expect(formatRelative(ms, nowMs, 'en')).not.toBe('');
        const next = nextChangeMs(ms, nowMs);
        expect(next).toBeGreaterThan(0);
        expect(next).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
