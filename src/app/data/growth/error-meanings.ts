import type { ErrorCode } from '../../../core/errors.ts';

type Told = Exclude<ErrorCode, 'bad-input' | 'not-found' | 'conflict' | 'cancelled' | 'offline'>;
export type ErrorMeaning = `diagnostics.error.${Told}`;

/** What a code means and what to do; null for answers to what was asked: they are never remembered. */
export function meaningOf(code: ErrorCode): ErrorMeaning | null {
  switch (code) {
    case 'bad-input':
    case 'not-found':
    case 'conflict':
    case 'cancelled':
    case 'offline':
      return null;
    default:
      return `diagnostics.error.${code}`;
  }
}
