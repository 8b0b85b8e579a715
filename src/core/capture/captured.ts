/**
 * What comes from outside to be kept: shared by another program, opened by a `web+hearth` link, or sent by the bookmarklet.
 * It is foreign: checked here, shown before it is kept, and nothing in it is fetched or run.
 */
export interface Captured {
  readonly title: string;
  readonly text: string;
  /** `http` or `https`; empty for none. */
  readonly url: string;
}

/** UTF-16 code units. */
export const CAPTURE_LIMITS = { title: 500, text: 200_000, url: 4_000 } as const;
export const MAX_SHARED_FILES = 20;
export const MAX_SHARED_BYTES = 50_000_000;

/** Why something was not taken; the interface has a sentence for each. */
export type CaptureRefusal = 'nothing' | 'too-large' | 'bad-address' | 'unknown-link';

export type CaptureResult =
  | { readonly ok: true; readonly captured: Captured }
  | { readonly ok: false; readonly refusal: CaptureRefusal };

const refuse = (refusal: CaptureRefusal): { readonly ok: false; readonly refusal: CaptureRefusal } => ({
  ok: false,
  refusal,
});

/** The zero character, other control characters, and halves of surrogate pairs, which no note holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWANTED = /[\0-\x08\x0b\x0c\x0e-\x1f\p{Surrogate}]/gu;
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).replace(UNWANTED, '').replace(/\r\n?/g, '\n')
    : '';

/** Of fields as a form, a link or an address has them; what is no text counts as not there. */
export function readCaptured(fields: Readonly<Record<string, unknown>>): CaptureResult {
  const title = textOf(fields['title']).replace(/\s+/g, ' ').trim();
  const url = textOf(fields['url']).trim();
  const text = textOf(fields['text']).trim();
  if (title.length > CAPTURE_LIMITS.title || text.length > CAPTURE_LIMITS.text || url.length > CAPTURE_LIMITS.url)
    return refuse('too-large');
  if (url !== '' && !isWebAddress(url)) return refuse('bad-address');
  if (title === '' && text === '' && url === '') return refuse('nothing');
  return { ok: true, captured: { title, text, url } };
}

const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s<>"'`\\]+$/i.test(url);

/** The note that it becomes: the address first, so that what follows has its source. */
export function noteOf({ title, text, url }: Captured): { readonly title: string; readonly text: string } {
  const first =
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? '';
  const name = (title || first || url).slice(0, 200);
  return { title: name, text: [url === '' ? '' : `<${url}>`, text].filter((part) => part !== '').join('\n\n') };
}

export type LinkTarget =
  | { readonly ok: true; readonly kind: 'item'; readonly itemId: string }
  | { readonly ok: true; readonly kind: 'find'; readonly query: string }
  | { readonly ok: true; readonly kind: 'note'; readonly captured: Captured }
  | { readonly ok: false; readonly refusal: CaptureRefusal };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `web+hearth:item/<id>`, `web+hearth:find?q=…`, `web+hearth:note?title=…&text=…&url=…`. */
export function readHearthLink(link: string): LinkTarget {
  const parts = /^web\+hearth:(?:\/\/)?(?<place>[a-z]+)(?:\/(?<id>[^?#/]*))?\/?(?:\?(?<query>[^#]*))?$/i.exec(
    link,
  )?.groups;
  if (parts === undefined || link.length > CAPTURE_LIMITS.text) return refuse('unknown-link');
  const fields = fieldsOf(parts['query'] ?? '');
  const place = parts['place']?.toLowerCase();
  const id = parts['id']?.toLowerCase() ?? '';
  if (place === 'item' && UUID.test(id)) return { ok: true, kind: 'item', itemId: id };
  if (place === 'find') {
    const query = textOf(fields['q']).trim().slice(0, 2_000);
    return query === '' ? refuse('nothing') : { ok: true, kind: 'find', query };
  }
  if (place !== 'note') return refuse('unknown-link');
  const read = readCaptured(fields);
  return read.ok ? { ok: true, kind: 'note', captured: read.captured } : read;
}

function fieldsOf(query: string): Readonly<Record<string, string>> {
  const pairs = query.split('&').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))] as const];
  });
  return Object.fromEntries(pairs);
}

/** What is not encoded rightly stands as it came. */
function decoded(text: string): string {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
