import type { ItemDetails, Person } from '../items/item-details.ts';
import { tokenize } from './analyze.ts';

/** Who an item is from and who it went to, each as `Anna Berg <anna@example.org>`, as much of it as is known. */
export interface People {
  readonly people: readonly string[];
  readonly recipients: readonly string[];
}

const NOBODY: People = { people: [], recipients: [] };

/** Senders of a mail, who invites to an event, and the program that answered in a chat; and all who were addressed. */
export function peopleOf(details: ItemDetails | null): People {
  if (details?.type === 'mail') {
    return { people: details.from.flatMap(written), recipients: [...details.to, ...details.cc].flatMap(written) };
  }
  if (details?.type === 'event') {
    const people = details.organizer === null ? [] : written(details.organizer);
    return { people, recipients: details.attendees.flatMap(written) };
  }
  return details?.type === 'chat' ? { people: [details.source], recipients: [] } : NOBODY;
}

function written({ name, address }: Person): string[] {
  const parts = [name.trim(), address === '' ? '' : `<${address}>`].filter((part) => part !== '');
  return parts.length === 0 ? [] : [parts.join(' ')];
}

/** The name of a person who is written so, or the address where there is no name. */
export const nameOf = (person: string): string => /^(.*\S)\s*<[^>]*>$/.exec(person)?.[1] ?? person.replace(/[<>]/g, '');

const addressOf = (person: string): string => /<([^>]*)>$/.exec(person)?.[1] ?? '';

/** Whether somebody fits what was asked for: every word is a word of the name, or the address begins so. */
export function personTest(asked: string): (people: readonly string[]) => boolean {
  const wanted = asked.trim().toLowerCase().replace(/[<>]/g, '');
  const words = wordsOf(wanted);
  const known = new Map<string, boolean>();
  return (people) =>
    people.some((person) => {
      let fits = known.get(person);
      if (fits === undefined) {
        fits = fitsPerson(person, wanted, words);
        known.set(person, fits);
      }
      return fits;
    });
}

function fitsPerson(person: string, wanted: string, words: readonly string[]): boolean {
  if (addressOf(person).toLowerCase().startsWith(wanted)) return true;
  const name = new Set(wordsOf(nameOf(person)));
  return words.length > 0 && words.every((word) => name.has(word));
}

const wordsOf = (text: string): string[] => tokenize(text).flatMap(({ term, role }) => (role === 'part' ? [term] : []));
