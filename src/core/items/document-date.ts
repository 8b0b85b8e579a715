const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date that a document gives itself (ISO 8601), as UTC ms. A time without a zone counts as UTC. Null for anything else. */
export function parseDocumentDate(value: string): number | null {
  const match = DATE.exec(value.trim());
  if (match === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const ms = Date.parse(`${iso}${offset}`);
  if (Number.isNaN(ms)) return null;
  // `Date.parse` rolls 31 February over; the document meant no such day.
  const local = new Date(Date.parse(`${iso}Z`));
  return local.getUTCDate() === Number(day) ? ms : null;
}
