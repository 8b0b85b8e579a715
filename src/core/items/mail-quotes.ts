import type { Span } from './item.ts';

interface Line extends Span {
  readonly text: string;
}

/** Code units of a line that are looked at. */
const LOOKED_AT = 400;
const MAX_SIGNATURE_LINES = 20;
const MAX_ATTRIBUTION_LINES = 3;

const QUOTE = /^[ \t]{0,3}>/;
const ATTRIBUTION =
  /(?:(?<!\p{L})(?:wrote|writes|schrieb|schreef|skrev|skrifaði|escribió|escreveu|kirjoitti|napisał\(?a?\)?)(?!\p{L})|a écrit|ha scritto|写道|написал|[\w.+-]{1,64}@[\w.-]{1,255}>?).{0,200}[:：]$/iu;
const ORIGINAL =
  /^[ \t]{0,9}-{2,40}[ \t]{0,9}(?:Original Message|Original Appointment|Ursprüngliche Nachricht|Original-Nachricht|Message d.origine|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Mensagem original)[ \t]{0,9}-{2,40}[ \t]{0,9}$/i;
const FORWARDED =
  /^[ \t]{0,9}(?:-{2,40}[ \t]{0,9}(?:Forwarded [Mm]essage|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Messaggio inoltrato|Doorgestuurd bericht)|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message réexpédié)/i;
const FORWARD_SUBJECT = /^\s{0,9}\[?(?:fwd?|wg|tr|rv|doorst|enc)\s{0,3}:/i;
const FIRST_FIELD = /^[ \t*]{0,9}(?:From|Von|De|Da|Van|Från|Fra)[ \t]?:[* ]{0,3}\S/;
const NEXT_FIELD =
  /^[ \t*]{0,9}(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Para|Asunto|Inviato|A|Oggetto|Verzonden|Aan|Onderwerp|Skickat|Till|Ämne|Sendt|Til|Emne)[ \t]?:/;
const RULE = /^[ \t]{0,9}_{10,200}[ \t]{0,9}$/;

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    lines.push({ start, end, text: text.slice(start, Math.min(end, start + LOOKED_AT)) });
    start = end + 1;
  }
  return lines;
}

const isBlank = (line: Line | undefined): boolean => line === undefined || line.text.trim() === '';

/** The line on which a quotation's introduction begins ("On Monday Anna wrote:"); `at` where there is none. */
function attributionStart(lines: readonly Line[], at: number): number {
  const last = isBlank(lines[at - 1]) ? at - 2 : at - 1;
  let words = '';
  for (let i = last; i >= 0 && i > last - MAX_ATTRIBUTION_LINES && !isBlank(lines[i]); i -= 1) {
    const line = lines[i]?.text ?? '';
    if (QUOTE.test(line)) return at;
    words = `${line.trim()} ${words}`.trim();
    if (ATTRIBUTION.test(words)) return startsSentence(lines, i) ? i : Math.max(0, i - 1);
  }
  return at;
}

/** Whether the introduction can begin on this line, not on the one before it: that one is blank, or this one says when or who. */
const startsSentence = (lines: readonly Line[], at: number): boolean =>
  isBlank(lines[at - 1]) ||
  /^\s{0,3}(?:On|Am|Le|El|Il|Em|Op|Den|W dniu|\d|"|[A-Z]\S{1,40}\s[A-Z<])/.test(lines[at]?.text ?? '');

/** Behind the last line of the quotation that begins at `from`: empty lines inside it belong to it. */
function quoteEnd(lines: readonly Line[], from: number): number {
  let end = from;
  for (let i = from; i < lines.length && (QUOTE.test(lines[i]?.text ?? '') || isBlank(lines[i])); i += 1)
    if (!isBlank(lines[i])) end = i + 1;
  return end;
}

/** Whether the head of an earlier message begins here, as Outlook copies it: a sender and two more fields. */
function isCopiedHead(lines: readonly Line[], at: number): boolean {
  if (!FIRST_FIELD.test(lines[at]?.text ?? '') || !(isBlank(lines[at - 1]) || RULE.test(lines[at - 1]?.text ?? '')))
    return false;
  return lines.slice(at + 1, at + 6).filter(({ text }) => NEXT_FIELD.test(text)).length >= 2;
}

const isSignature = (lines: readonly Line[], at: number): boolean => {
  const text = lines[at]?.text;
  return (text === '-- ' || text === '--' || text === '--\u00a0') && lines.length - at <= MAX_SIGNATURE_LINES + 1;
};

/** Lines `[from, to)` that stand elsewhere already, in order. */
function foldedLines(lines: readonly Line[]): readonly (readonly [from: number, to: number])[] {
  const folds: (readonly [number, number])[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const text = lines[i]?.text ?? '';
    if (FORWARDED.test(text)) return folds;
    if (ORIGINAL.test(text) || isCopiedHead(lines, i)) {
      const from = RULE.test(lines[i - 1]?.text ?? '') ? i - 1 : i;
      return [...folds, [from, lines.length]];
    }
    if (isSignature(lines, i)) return [...folds, [i, lines.length]];
    if (!QUOTE.test(text)) continue;
    const to = quoteEnd(lines, i);
    folds.push([Math.max(attributionStart(lines, i), folds.at(-1)?.[1] ?? 0), to]);
    i = to - 1;
  }
  return folds;
}

/** A span without the white space at its ends. */
function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const from = start + (inside.length - inside.trimStart().length);
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

/** In order and apart: spans that touch, or have only white space between them, become one. */
function merged(text: string, spans: readonly Span[]): readonly Span[] {
  const done: Span[] = [];
  for (const span of spans.map((each) => trimmed(text, each)).toSorted((a, b) => a.start - b.start)) {
    const last = done.at(-1);
    if (span.end <= span.start) continue;
    if (last !== undefined && (span.start <= last.end || text.slice(last.end, span.start).trim() === ''))
      done[done.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else done.push(span);
  }
  return done;
}

/** Whether anything is left of a text besides the spans, which are in order. */
const hasMore = (text: string, spans: readonly Span[]): boolean =>
  [...spans, { start: text.length, end: text.length }].some(
    ({ start }, i) => text.slice(spans[i - 1]?.end ?? 0, start).trim() !== '',
  );

export interface QuoteOptions {
  readonly subject: string;
  /** What the body's own markup marks as quoted. */
  readonly marked?: readonly Span[];
}

/**
 * What a message's body quotes of earlier ones, and its signature. A forwarded message stands nowhere else, so nothing of it
 * is folded; nor is a body that would have no words left.
 */
export function foldQuotes(body: string, { subject, marked = [] }: QuoteOptions): readonly Span[] {
  if (FORWARD_SUBJECT.test(subject)) return [];
  const lines = linesOf(body);
  const found = foldedLines(lines).map(([from, to]) => ({
    start: lines[from]?.start ?? 0,
    end: lines[to - 1]?.end ?? body.length,
  }));
  const folded = merged(body, [...found, ...marked]);
  return hasMore(body, folded) ? folded : [];
}
