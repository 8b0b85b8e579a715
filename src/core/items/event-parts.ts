/** Gives names that differ within a file: the second of a name is `name~2`, as long as those before it stay. */
export function createPartNames(): (wanted: string) => string {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (wanted) => {
    let name = wanted;
    for (let n = counts.get(wanted) ?? 2; taken.has(name); n += 1) {
      name = `${wanted}~${n}`;
      counts.set(wanted, n + 1);
    }
    taken.add(name);
    return name;
  };
}

/** The value of the first line of a name, as it is written, without its parameters; empty where there is none. */
export function rawValue(lines: readonly string[], name: string): string {
  const line = lines.find((each) => /^[\w.-]{1,60}/.exec(each)?.[0].toUpperCase() === name);
  return line === undefined ? '' : line.slice(line.indexOf(':') + 1).trim();
}

/** Names an entry of a calendar by its id, and one occurrence of a series by that and its time. Without an id, by time and title. */
export function entryPart(lines: readonly string[]): string {
  const uid = rawValue(lines, 'UID') || `${rawValue(lines, 'DTSTART')} ${rawValue(lines, 'SUMMARY')}`.trim() || 'entry';
  const occurrence = rawValue(lines, 'RECURRENCE-ID');
  return occurrence === '' ? uid : `${uid}/${occurrence}`;
}
