import { expect, it } from 'vitest';
import { offerDate } from './date-offer.ts';

const when = { nowMs: Date.UTC(2026, 10, 21, 12), zone: 'UTC' };
const offered = (query: string) => offerDate(query, when)?.query ?? null;

it('a date at the end or the start of plain words is offered as a filter', () => {
  expect(offerDate('boiler last week', when)).toEqual({ words: 'last week', query: 'boiler on:"last week"' });
  expect(offered('boiler 2024')).toBe('boiler on:2024');
  expect(offered('yesterday')).toBe('on:yesterday');
  expect(offered('Rechnung im März 2024')).toBe('Rechnung on:"im März 2024"');
  expect(offered('last summer photos of the lake')).toBe('photos of the lake on:"last summer"');
  expect(offered('mails since monday')).toBe('mails on:"since monday"');
  expect(offered('invoices in the last 3 months kind:mail')).toBeNull();
  expect(offered('kind:mail invoices in the last 3 months')).toBe('kind:mail invoices on:"in the last 3 months"');
});

it('no date is offered where a word only may be one, in quotes, or beside a filter of time', () => {
  for (const query of ['may', 'march of the penguins', 'boiler monday', 'summer', 'boiler', '', '"last week"']) {
    expect(offered(query), query).toBeNull();
  }
  expect(offered('boiler on:yesterday 2024')).toBeNull();
});
