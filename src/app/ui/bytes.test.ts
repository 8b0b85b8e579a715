import { describe, expect, it } from 'vitest';
import { createI18n } from '../i18n/i18n.tsx';
import { formatBytes } from './bytes.ts';

const i18n = createI18n();
const say = (bytes: number) => formatBytes(bytes, (id, values) => i18n._(id, { ...values }), 'en');

describe('bytes in words', () => {
  it('count in powers of a thousand, as disks do', () => {
    expect([0, 999, 1_000, 61_400_000, 1_440_000_000, 40_000_000_000].map(say)).toEqual([
      '0 B',
      '999 B',
      '1 KB',
      '61 MB',
      '1.4 GB',
      '40 GB',
    ]);
  });
});
