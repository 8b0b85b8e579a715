import type { Person } from './item-details.ts';

/** People that a line names at most; the rest are counted. */
const MAX_NAMED = 20;

/** A person as an item keeps one. Null where neither name nor address is given. */
export function tidyPerson(name: string | undefined, address: string | undefined): Person | null {
  const tidyAddress = (address ?? '').replace(/\s+/g, '').toLowerCase();
  const tidyName = (name ?? '').replace(/\s+/g, ' ').trim();
  const isAddress = tidyName.toLowerCase() === tidyAddress;
  if (tidyAddress === '' && tidyName === '') return null;
  return { name: isAddress ? '' : tidyName, address: tidyAddress };
}

/** `Anna Berg <anna@example.org>`, or the half of it that is known. */
export function personWords({ name, address }: Person): string {
  if (name === '') return address;
  return address === '' ? name : `${name} <${address}>`;
}

/** People on one line; of very many the first, and how many more. */
export function peopleWords(people: readonly Person[]): string {
  const named = people.slice(0, MAX_NAMED).map(personWords).join(', ');
  return people.length > MAX_NAMED ? `${named} and ${people.length - MAX_NAMED} more` : named;
}
