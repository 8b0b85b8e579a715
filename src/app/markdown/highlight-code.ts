import { type Language, LanguageDescription } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import { tagHighlighter, tags, highlightCode as walkHighlights } from '@lezer/highlight';

/** A grammar that was loaded. */
export type Parser = Language['parser'];

/** A piece of a line of code; `classes` are those of `code-tokens.css`, '' for what is plain. */
export interface CodeToken {
  readonly text: string;
  readonly classes: string;
}

export type CodeLine = readonly CodeToken[];

/** The house's classes for code, in rendered markdown and in the note editor alike: `code-tokens.css` colours them. */
export const codeHighlighter = tagHighlighter([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.tagName], class: 'tok-keyword' },
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue, tags.inserted],
    class: 'tok-string',
  },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit, tags.color], class: 'tok-value' },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.attributeName, tags.annotation], class: 'tok-type' },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.definition(tags.function(tags.variableName)),
      tags.macroName,
    ],
    class: 'tok-function',
  },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], class: 'tok-comment' },
  { tag: [tags.deleted, tags.invalid], class: 'tok-bad' },
  { tag: tags.heading, class: 'tok-heading' },
]);

/** What a fence calls a language, from `js` to `C++`; null for what is not known. Extensions count as names. */
export function languageNamed(name: string): LanguageDescription | null {
  if (name === '') return null;
  return (
    LanguageDescription.matchLanguageName(languages, name, false) ??
    LanguageDescription.matchFilename(languages, `code.${name.toLowerCase()}`)
  );
}

/** Loads the grammar of its own chunk; later calls give what is loaded. Rejects where the chunk cannot be had. */
export async function parserNamed(name: string): Promise<Parser | null> {
  const description = languageNamed(name);
  return description === null ? null : (await description.load()).language.parser;
}

/** The lines of the code, each with its tokens; joined by line ends they are the code. */
export function highlightLines(code: string, parser: Parser): readonly CodeLine[] {
  const lines: CodeToken[][] = [[]];
  walkHighlights(
    code,
    parser.parse(code),
    codeHighlighter,
    (text, classes) => lines.at(-1)?.push({ text, classes }),
    () => lines.push([]),
  );
  return lines;
}
