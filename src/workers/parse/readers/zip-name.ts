/** Code page 437 from 128 on: how archives write names unless they say otherwise (PKWARE's APPNOTE, appendix D). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null; // not UTF-8, whatever the archive says: read by its code page
  }
}

/** A name in an archive. Many programs write UTF-8 without saying so, and code page 437 is hardly ever valid UTF-8. */
export const decodeZipName = (bytes: Uint8Array): string =>
  strictUtf8(bytes) ??
  Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128])).join('');

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The extra fields of an entry by their id; what does not fit ends the list. */
export function readExtraFields(bytes: Uint8Array): ReadonlyMap<number, DataView> {
  const fields = new Map<number, DataView>();
  const data = view(bytes);
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + data.getUint16(at + 2, true);
    if (end > bytes.length) break;
    fields.set(data.getUint16(at, true), view(bytes.subarray(at + 4, end)));
    at = end;
  }
  return fields;
}

/** Where a field of Info-ZIP keeps the name in UTF-8 beside another encoding of it. */
export function unicodeName(field: DataView | undefined): string | null {
  if (field === undefined || field.byteLength < 6 || field.getUint8(0) !== 1) return null;
  return strictUtf8(new Uint8Array(field.buffer, field.byteOffset + 5, field.byteLength - 5));
}

/**
 * When an entry was changed: in UTC where a field says so, else by DOS, which knows no zone and counts as UTC here, so that
 * every device reads the same. Null where there is no date.
 */
export function modifiedMsOf(dosTime: number, dosDate: number, extra: ReadonlyMap<number, DataView>): number | null {
  const unix = extra.get(0x5455);
  if (unix !== undefined && unix.byteLength >= 5 && (unix.getUint8(0) & 1) === 1) return unix.getInt32(1, true) * 1000;
  const [year, month, day] = [1980 + (dosDate >> 9), (dosDate >> 5) & 15, dosDate & 31];
  if (month < 1 || month > 12 || day < 1) return null;
  return Date.UTC(year, month - 1, day, dosTime >> 11, (dosTime >> 5) & 63, (dosTime & 31) * 2);
}
