import { z } from 'zod';
import { isZone } from './search/zoned-days.ts';

/** Where the person's days begin: an IANA name. */
export const zoneSchema = z.string().max(100).refine(isZone, 'That is no time zone.');

/** A language to write names of months and days in: a BCP 47 tag. */
export const localeSchema = z.string().max(35).refine(isLocale, 'That is no language.');

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
