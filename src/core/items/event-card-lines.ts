/** Lines of the older vCard 2.1, made into those of 3.0, which readers of today know. */

const BARE_KINDS =
  /^(?:HOME|WORK|CELL|VOICE|FAX|PREF|INTERNET|MSG|PAGER|CAR|VIDEO|MODEM|ISDN|DOM|INTL|POSTAL|PARCEL|X-[\w-]{1,40})$/i;
const BARE_ENCODINGS = /^(?:QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/i;

/** Parts of a line's head, without semicolons that stand in quotes. */
const splitHead = (head: string): readonly string[] => head.match(/(?:[^;"]+|"[^"]*")+/g) ?? [head];

/** Decodes bytes in the encoding of a label; in UTF-8 where the label is not known. */
export type DecodeLabelled = (bytes: Uint8Array, label: string) => string;

const decodeQuoted = (value: string, decode: (bytes: Uint8Array) => string): string =>
  value
    .replace(/(?:=[0-9A-Fa-f]{2})+/g, (run) =>
      decode(Uint8Array.from(run.slice(1).split('='), (hex) => Number.parseInt(hex, 16))),
    )
    .replace(/\r\n?|\n/g, '\\n');

/** Joins the lines of a quoted-printable value: all but the last end in `=`. */
function joinSoftBreaks(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let open: string[] = [];
  for (const line of lines) {
    const head = line.slice(0, line.indexOf(':') + 1);
    const goesOn = line.endsWith('=') && (open.length > 0 || /QUOTED-PRINTABLE/i.test(head));
    open.push(goesOn ? line.slice(0, -1) : line);
    if (goesOn) continue;
    joined.push(open.join(''));
    open = [];
  }
  return open.length === 0 ? joined : [...joined, open.join('')];
}

function modernLine(line: string, decode: DecodeLabelled): string {
  const colon = /^(?:[^:"]+|"[^"]*")*/.exec(line)?.[0].length ?? 0;
  if (line[colon] !== ':') return line;
  const [name = '', ...params] = splitHead(line.slice(0, colon));
  const value = line.slice(colon + 1);
  const kept: string[] = [];
  let quoted = false;
  let charset = 'utf-8';
  for (const param of params) {
    const [key = '', of = ''] = param.split('=', 2);
    const encoding = of === '' ? key : of;
    if (of === '' && BARE_KINDS.test(key)) kept.push(`TYPE=${key}`);
    else if (/^ENCODING$/i.test(key) || (of === '' && BARE_ENCODINGS.test(key)))
      quoted ||= /^QUOTED-PRINTABLE$/i.test(encoding);
    else if (/^CHARSET$/i.test(key)) charset = of.replaceAll('"', '');
    else if (of !== '') kept.push(param);
  }
  const plain = quoted ? decodeQuoted(value, (bytes) => decode(bytes, charset)) : value;
  return `${[name, ...kept].join(';')}:${plain}`;
}

/** The lines of a card as version 3.0 writes them. Pictures, keys and sounds are left out. */
export const modernLines = (lines: readonly string[], decode: DecodeLabelled): readonly string[] =>
  joinSoftBreaks(lines)
    .filter((line) => !/^(?:[\w-]{1,40}\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/i.test(line))
    .map((line) => modernLine(line, decode));
