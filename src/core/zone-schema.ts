import { z } from 'zod';
import { isZone } from './search/zoned-days.ts';

/** Where the person's days begin: an IANA name. */
export const zoneSchema = z.string().max(100).refine(isZone, 'That is no time zone.');
