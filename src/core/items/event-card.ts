import { BARE_DOCUMENT, tidyTitle } from './document-source.ts';
import { type LineProperty, textOf, textsOf } from './event-properties.ts';
import type { ParsedDocument } from './item.ts';
import type { ContactDetails } from './item-details.ts';
import { guessLanguage } from './language.ts';
import { bareUrls } from './parse-text.ts';
import { uniqueTags } from './scan-markdown.ts';

/** Kinds of an address or a number that say nothing to a reader. */
const SILENT: ReadonlySet<string> = new Set(['internet', 'pref', 'voice', 'x-internet']);

const tidy = (value: string): string => value.replace(/\s+/g, ' ').trim();

/** The parts of a structured value that are given, joined by a comma. */
const joined = (value: string, separator = ', '): string =>
  value
    .split(/[;\n]/)
    .map(tidy)
    .filter((part) => part !== '')
    .join(separator);

/** `Prefix Given Additional Family Suffix`, from the order of the N field. */
function nameFrom(value: string): string {
  const [family = '', given = '', additional = '', prefix = '', suffix = ''] = value.split(';').map(tidy);
  return [prefix, given, additional, family, suffix].filter((part) => part !== '').join(' ');
}

function kindsOf({ params }: LineProperty): string {
  const kinds = (params['type'] ?? '').toLowerCase().split(',').map(tidy);
  const said = kinds.filter((kind) => kind !== '' && !SILENT.has(kind));
  return said.length === 0 ? '' : ` (${[...new Set(said)].join(', ')})`;
}

const withKinds = (
  properties: readonly LineProperty[],
  name: string,
  read: (value: string) => string,
): readonly string[] =>
  properties
    .filter((property) => property.name === name)
    .flatMap((property) => property.values.map((value) => ({ value: read(value), kinds: kindsOf(property) })))
    .filter(({ value }) => value !== '')
    .map(({ value, kinds }) => `${value}${kinds}`);

const addressOf = (value: string): string => tidy(value.replace(/^mailto:/i, '')).toLowerCase();
const phoneOf = (value: string): string => tidy(value.replace(/^tel:/i, '').split(';')[0] ?? '');

/** `12 May 1980` stays as it is; `19800512` and `1980-05-12T…` become `1980-05-12`. */
const dayOf = (value: string): string => value.replace(/^(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?$/, '$1-$2-$3');

function detailsOf(properties: readonly LineProperty[]): ContactDetails {
  return {
    type: 'contact',
    addresses: [...new Set(textsOf(properties, 'email').map(addressOf))],
    phones: [...new Set(textsOf(properties, 'tel').map(phoneOf))].filter((phone) => phone !== ''),
    organization: joined(textOf(properties, 'org')),
  };
}

/** As the card is called: its full name, the parts of its name, its organisation, or an address. Empty where it has none. */
function titleOf(properties: readonly LineProperty[], details: ContactDetails): string {
  const name = textOf(properties, 'fn') || nameFrom(textOf(properties, 'n')) || textOf(properties, 'nickname');
  return tidyTitle(name || details.organization || (details.addresses[0] ?? '') || (details.phones[0] ?? ''));
}

function cardText(properties: readonly LineProperty[], title: string, { organization }: ContactDetails): string {
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['Name', [title]],
    ['Nickname', textsOf(properties, 'nickname')],
    ['Organisation', [organization]],
    ['Role', [...textsOf(properties, 'title'), ...textsOf(properties, 'role')]],
    ['Mail', withKinds(properties, 'email', addressOf)],
    ['Phone', withKinds(properties, 'tel', phoneOf)],
    ['Address', withKinds(properties, 'adr', joined)],
    ['Web', textsOf(properties, 'url')],
    ['Birthday', textsOf(properties, 'bday').map(dayOf)],
    ['Categories', [textsOf(properties, 'categories').join(', ')]],
  ];
  const head = lines.flatMap(([name, values]) =>
    values.filter((value) => value !== '').map((value) => `${name}: ${tidy(value)}`),
  );
  const notes = properties
    .filter(({ name }) => name === 'note')
    .map(({ values }) => values.join(', ').replaceAll('\\;', ';').trim());
  return [head.join('\n'), ...notes].filter((part) => part !== '').join('\n\n');
}

/** A person of an address book. Null where the card says neither a name, an organisation, an address nor a number. */
export function cardDocument(
  part: string,
  properties: readonly LineProperty[],
  warnings: readonly string[],
): ParsedDocument | null {
  const details = detailsOf(properties);
  const title = titleOf(properties, details);
  if (title === '') return null;
  const text = cardText(properties, title, details);
  return {
    ...BARE_DOCUMENT,
    part,
    kind: 'contact',
    title,
    text,
    links: bareUrls(text),
    tags: uniqueTags(textsOf(properties, 'categories').map((category) => category.replace(/\s+/g, '-'))),
    details,
    language: guessLanguage(text),
    updatedMs: revisedMs(textOf(properties, 'rev')),
    warnings,
  };
}

const revisedMs = (value: string): number | null => {
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
};
