/** Code units of a name at most. */
const MAX_NAME = 120;

const isControl = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0;
  return code < 32 || (code >= 127 && code < 160);
};

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['message/rfc822', 'eml'],
  ['text/plain', 'txt'],
  ['text/calendar', 'ics'],
  ['text/vcard', 'vcf'],
  ['text/x-vcard', 'vcf'],
  ['image/jpeg', 'jpg'],
]);

function extensionFor(mediaType: string): string {
  const known = EXTENSIONS.get(mediaType);
  if (known !== undefined) return known;
  const subtype = mediaType.split('/')[1] ?? '';
  return /^[a-z0-9]{2,5}$/.test(subtype) ? subtype : 'bin';
}

/** A name as a file can have it: without folders, control characters, and dots or spaces at its ends. */
function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = [...last]
    .map((char) => (isControl(char) || '<>:"|?*'.includes(char) ? ' ' : char))
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (plain.length <= MAX_NAME) return plain;
  const dot = plain.lastIndexOf('.');
  const extension = dot > plain.length - 12 ? plain.slice(dot) : '';
  return `${plain.slice(0, MAX_NAME - extension.length).replace(/[\ud800-\udbff]$/, '')}${extension}`;
}

export interface NamedAttachment {
  /** As the message gives it; null where it gives none. */
  readonly name: string | null;
  /** In lower case. */
  readonly mediaType: string;
}

const split = (name: string): readonly [stem: string, extension: string] => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
};

/** A file name for each attachment of a message, each different from the others whatever their case. */
export function attachmentNames(attachments: readonly NamedAttachment[]): readonly string[] {
  const taken = new Set<string>();
  const nextOf = new Map<string, number>();
  return attachments.map(({ name, mediaType }) => {
    const given = safeName(name ?? '');
    const [kind] = mediaType.split('/');
    const wanted =
      given || `${kind === 'image' || kind === 'message' ? kind : 'attachment'}.${extensionFor(mediaType)}`;
    const [stem, extension] = split(wanted);
    let free = wanted;
    for (let n = nextOf.get(wanted.toLowerCase()) ?? 2; taken.has(free.toLowerCase()); n += 1) {
      free = `${stem} (${n})${extension}`;
      nextOf.set(wanted.toLowerCase(), n + 1);
    }
    taken.add(free.toLowerCase());
    return free;
  });
}
