import type { FoundPassage } from '../../core/chat/choose-passages.ts';
import type { Question } from '../../core/chat/question.ts';
import {
  type HelpLanguage,
  type HelpPage,
  type HelpPageId,
  type HelpSection,
  helpId,
  helpSections,
} from '../../core/help/help-pages.ts';
import type { HelpHit } from '../../core/help/help-queries.ts';
import { plainText } from '../../core/items/plain-text.ts';
import { createSearchIndex } from '../../core/search/create-search-index.ts';
import type { SearchIndex } from '../../core/search/search-index.ts';
import { createSnippet } from '../../core/search/snippet.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

/** All pages of a language; rejects where they cannot be had. */
export type LoadHelp = (language: HelpLanguage) => Promise<readonly HelpPage[]>;

/** Help as the kernel searches it: an index of its own, in memory, beside the one of the user's things. */
export interface Help {
  /** The parts that fit a question best, the best first. Nothing where help cannot be read: an answer does without. */
  passages(question: string, language: HelpLanguage): Promise<readonly FoundPassage[]>;
  /** The same for whoever looks something up; rejects where help cannot be read. */
  find(query: string, language: HelpLanguage, limit: number): Promise<readonly HelpHit[]>;
  /** Null where there is no help; rejects where it cannot be read. */
  page(page: HelpPageId, language: HelpLanguage): Promise<HelpPage | null>;
}

interface OpenHelp {
  readonly index: SearchIndex;
  readonly pages: ReadonlyMap<string, { readonly page: HelpPage; readonly sections: readonly HelpSection[] }>;
}

interface FoundSection {
  readonly page: HelpPage;
  readonly section: HelpSection;
  readonly score: number;
}

const PASSAGES = 6;
/** As a passage of help is named where it is cited. */
const NAMES: Readonly<Record<HelpLanguage, string>> = { en: 'Help', de: 'Hilfe' };

export function createHelp(load: LoadHelp | null, record: (where: string, thrown: unknown) => void): Help {
  const opened = new Map<HelpLanguage, Promise<OpenHelp>>();
  const open = (language: HelpLanguage, from: LoadHelp) => {
    const there = opened.get(language) ?? from(language).then(openHelp);
    opened.set(language, there);
    // What failed is tried again with the next question.
    there.catch(() => opened.delete(language));
    return there;
  };
  const search = async (
    query: string,
    language: HelpLanguage,
    match: 'all' | 'any',
    limit: number,
  ): Promise<readonly FoundSection[]> => {
    if (load === null) return [];
    const { index, pages } = await open(language, load);
    return index.search({ query, match, limit }).hits.flatMap(({ itemId, ordinal, score }) => {
      const found = pages.get(itemId);
      const section = found?.sections[ordinal];
      return found === undefined || section === undefined ? [] : [{ page: found.page, section, score }];
    });
  };
  return {
    async passages(question, language) {
      try {
        return (await search(question, language, 'any', PASSAGES)).map(passageOf);
      } catch (thrown) {
        record('help', thrown);
        return [];
      }
    },
    find: async (query, language, limit) =>
      (await search(query, language, 'all', limit)).map((found) => hitOf(query, found)),
    page: async (page, language) =>
      load === null ? null : ((await open(language, load)).pages.get(helpId({ page, language }))?.page ?? null),
  };
}

function openHelp(pages: readonly HelpPage[]): OpenHelp {
  const index = createSearchIndex();
  const read = pages.map((page) => ({ page, sections: helpSections(page) }));
  for (const { page, sections } of read) {
    const { language, title } = page;
    const bare = {
      workspaceId: HOME_WORKSPACE,
      kind: 'note',
      folder: '',
      tags: [],
      updatedMs: 0,
      revision: 1,
    } as const;
    index.put({ ...bare, itemId: helpId(page), title, language }, sections);
  }
  return { index, pages: new Map(read.map((each) => [helpId(each.page), each])) };
}

function passageOf({ page, section, score }: FoundSection): FoundPassage {
  const { heading, text, start, end, ordinal } = section;
  const title = `${NAMES[page.language]}: ${page.title}`;
  const place = { itemId: helpId(page), title, heading, span: { start, end }, text, ordinal };
  return { ...place, language: page.language, score, dateMs: 0, threadId: null };
}

function hitOf(query: string, { page, section }: FoundSection): HelpHit {
  const body = section.text.replace(/^#{1,2} .*\n+/, '');
  const { text, marks } = createSnippet(query, plainText(body).text, page.language);
  return { page: page.page, title: page.title, heading: section.heading, anchor: section.anchor, snippet: text, marks };
}

/** The languages of help for a question, the likelier first. */
export const helpLanguages = (language: Question['language']): readonly [HelpLanguage, HelpLanguage] =>
  language === 'de' ? ['de', 'en'] : ['en', 'de'];
