import type { Chunk } from '../items/item.ts';

/** Help: one page of markdown for each area, in each language, part of Hearth's own build. No item and in no table. */

/** In the order in which they are listed. */
export const HELP_PAGES = [
  'start',
  'asking',
  'conversations',
  'library',
  'formats',
  'find',
  'notes',
  'links',
  'mirror',
  'workspaces',
  'commands',
  'capture',
  'data',
  'history',
  'notices',
  'settings',
  'models',
  'privacy',
  'browsers',
] as const;
export type HelpPageId = (typeof HELP_PAGES)[number];

export const HELP_LANGUAGES = ['en', 'de'] as const;
export type HelpLanguage = (typeof HELP_LANGUAGES)[number];

export interface HelpPage {
  readonly page: HelpPageId;
  readonly language: HelpLanguage;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

/** Part of a page below a heading; before the first one, below its title. */
export interface HelpSection extends Chunk {
  /** As it stands behind the page in its address; empty for the part before the first heading. */
  readonly anchor: string;
}

/** What a passage of help is of, where else the id of an item stands: `help:de:asking`. */
export const helpId = ({ language, page }: Pick<HelpPage, 'language' | 'page'>): string => `help:${language}:${page}`;

const HELP_ID = /^help:([a-z]{2}):([a-z]+)$/;

/** The page that the id names; null for the id of an item. */
export function readHelpId(id: string): Pick<HelpPage, 'language' | 'page'> | null {
  const [, language, page] = HELP_ID.exec(id) ?? [];
  return isHelpPage(page) && isHelpLanguage(language) ? { language, page } : null;
}

/** Whether a passage is of help, and of no thing of the user's. */
export const isOfHelp = ({ itemId }: { readonly itemId: string }): boolean => readHelpId(itemId) !== null;

export const isHelpPage = (name: string | undefined): name is HelpPageId => HELP_PAGES.some((page) => page === name);

const isHelpLanguage = (name: string | undefined): name is HelpLanguage =>
  HELP_LANGUAGES.some((language) => language === name);

/** A page as its file says it: the first line is `# title`. Throws where it is not: the files are ours. */
function readHelpPage(at: Pick<HelpPage, 'language' | 'page'>, text: string): HelpPage {
  const title = /^# (.+)$/m.exec(text)?.[1];
  if (title === undefined) throw new Error(`the page ${helpId(at)} has no title`);
  return { ...at, title, text };
}

/** All pages of a language out of the texts by file name, in the order of their list. */
export const readHelpPages = (language: HelpLanguage, texts: Readonly<Record<string, string>>): readonly HelpPage[] =>
  HELP_PAGES.map((page) => readHelpPage({ language, page }, texts[`${page}.md`] ?? ''));

/** Parts by `##`, each with its heading line. */
export function helpSections({ text }: Pick<HelpPage, 'text'>): HelpSection[] {
  const starts = Array.from(text.matchAll(/^## .+$/gm), ({ index }) => index);
  return [0, ...starts].map((start, ordinal, all) => {
    const end = all[ordinal + 1] ?? text.length;
    const whole = text.slice(start, end);
    const heading = /^## (.+)$/m.exec(whole)?.[1] ?? '';
    // What tokens are counted for, embedding, is not done with help.
    return { ordinal, start, end, text: whole, heading, anchor: anchorOf(heading), tokens: 0 };
  });
}

/** `What happens to deleted things` is `what-happens-to-deleted-things`. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
