/** What a camera wrote into a JPEG (Exif 2.32): how it was held, and when. */

export interface ExifFacts {
  /** Whether width and height change places when it is shown. */
  readonly isTurned: boolean;
  /** By the camera's clock; as if in UTC where it does not say its zone. UTC ms. */
  readonly takenMs: number | null;
}

const NOTHING: ExifFacts = { isTurned: false, takenMs: null };
const ORIENTATION = 0x0112;
const EXIF_FOLDER = 0x8769;
const TAKEN = 0x9003;
const TAKEN_ZONE = 0x9011;
/** Entries of one folder that are looked at. */
const MAX_ENTRIES = 200;

/** Where the TIFF part of the Exif segment begins and ends; null where there is none. */
function exifSegment(view: DataView): { readonly from: number; readonly to: number } | null {
  for (let at = 2; at + 10 < view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xda) return null;
    const length = Math.max(2, view.getUint16(at + 2));
    if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966 && view.getUint16(at + 8) === 0) {
      return { from: at + 10, to: Math.min(view.byteLength, at + 2 + length) };
    }
    at += 2 + length;
  }
  return null;
}

/** The values of a folder by tag: numbers of 16 or 32 bits and texts. */
function readFolder(tiff: DataView, at: number, little: boolean): ReadonlyMap<number, number | string> {
  const values = new Map<number, number | string>();
  if (at < 8 || at + 2 > tiff.byteLength) return values;
  const count = Math.min(MAX_ENTRIES, tiff.getUint16(at, little));
  for (let i = 0; i < count; i += 1) {
    const entry = at + 2 + 12 * i;
    if (entry + 12 > tiff.byteLength) break;
    const [tag, type] = [tiff.getUint16(entry, little), tiff.getUint16(entry + 2, little)];
    const length = tiff.getUint32(entry + 4, little);
    if (type === 3) values.set(tag, tiff.getUint16(entry + 8, little));
    if (type === 4) values.set(tag, tiff.getUint32(entry + 8, little));
    if (type !== 2 || length > 64) continue;
    const from = length <= 4 ? entry + 8 : tiff.getUint32(entry + 8, little);
    if (from + length > tiff.byteLength) continue;
    const signs = Array.from({ length }, (_, k) => tiff.getUint8(from + k)).filter((code) => code > 0);
    values.set(tag, String.fromCharCode(...signs));
  }
  return values;
}

function timeOf(text: unknown, zone: unknown): number | null {
  const [, date, time] = /^(\d{4}:\d{2}:\d{2}) (\d{2}:\d{2}:\d{2})/.exec(String(text)) ?? [];
  if (date === undefined || time === undefined) return null;
  const offset = /^[+-]\d{2}:\d{2}$/.test(String(zone)) ? String(zone) : 'Z';
  const ms = Date.parse(`${date.replaceAll(':', '-')}T${time}${offset}`);
  return Number.isNaN(ms) || ms <= 0 ? null : ms;
}

/** Of a JPEG; nothing where it says nothing, or what it says is broken. */
export function readExif(bytes: Uint8Array<ArrayBuffer>): ExifFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const segment = view.byteLength > 12 ? exifSegment(view) : null;
  if (segment === null || segment.to - segment.from < 8) return NOTHING;
  const tiff = new DataView(bytes.buffer, bytes.byteOffset + segment.from, segment.to - segment.from);
  const little = tiff.getUint16(0) === 0x4949;
  const first = readFolder(tiff, tiff.getUint32(4, little), little);
  const folder = first.get(EXIF_FOLDER);
  const exif = typeof folder === 'number' ? readFolder(tiff, folder, little) : new Map<number, number | string>();
  const orientation = Number(first.get(ORIENTATION) ?? 1);
  return {
    isTurned: orientation >= 5 && orientation <= 8,
    takenMs: timeOf(exif.get(TAKEN), exif.get(TAKEN_ZONE)),
  };
}
