import type { Item } from '../../core/items/item.ts';
import { nameOf, peopleOf, personTest } from '../../core/search/people.ts';
import { parseQuery } from '../../core/search/query.ts';

/** Names of those in an item whom the query asks for. */
export interface FoundPeople {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export function peopleFilter(query: string): (item: Item) => FoundPeople {
  const { people: from = [], recipients: to = [] } = parseQuery(query).filters;
  const [fromTests, toTests] = [from.map(personTest), to.map(personTest)];
  const names = (people: readonly string[], tests: typeof fromTests) =>
    people.filter((person) => tests.some((test) => test([person]))).map(nameOf);
  return (item) => {
    const { people, recipients } = peopleOf(item.details);
    return { from: names(people, fromTests), to: names(recipients, toTests) };
  };
}
