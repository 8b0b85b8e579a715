import { z } from 'zod';
import type { Span } from '../items/item.ts';
import { HELP_LANGUAGES, HELP_PAGES, type HelpPageId } from './help-pages.ts';

/** What can be asked of help. */
export const helpQuerySchemas = {
  help: z.strictObject({
    query: z.string().max(500),
    language: z.enum(HELP_LANGUAGES),
    limit: z.number().int().min(1).max(50).default(12),
  }),
  'help-page': z.strictObject({ page: z.enum(HELP_PAGES), language: z.enum(HELP_LANGUAGES) }),
} as const;

/** A part of a page that holds the words. */
export interface HelpHit {
  readonly page: HelpPageId;
  readonly title: string;
  readonly heading: string;
  readonly anchor: string;
  readonly snippet: string;
  /** Ranges in `snippet`. */
  readonly marks: readonly Span[];
}
