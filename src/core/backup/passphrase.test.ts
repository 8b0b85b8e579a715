import { expect, test } from 'vitest';
import { ratePassphrase } from './passphrase.ts';

test('words that do not belong together are strong; what everybody tries is not', () => {
  expect(ratePassphrase('abc')).toBe('short');
  expect(ratePassphrase('       a')).toBe('short');
  for (const each of ['password', 'aaaaaaaaaaaaaaaaaaaa', '12345678901234567890', 'abcdefghijklmnop', 'summer 2024'])
    expect(ratePassphrase(each), each).toBe('weak');
  expect(ratePassphrase('hazel lantern otter copper')).toBe('fair');
  for (const each of ['hazel lantern otter copper winter plum', 'x7#Kq!9vRt2@Lm5$'])
    expect(ratePassphrase(each), each).toBe('strong');
});
