import { expect, test } from 'vitest';
import { createAddressHistory } from './pane-history.ts';

function pageAt(search: string, hash: string): Window {
  const nothing = () => undefined;
  return {
    location: { pathname: '/folder/', search, hash },
    history: { state: null, pushState: nothing, replaceState: nothing },
    addEventListener: nothing,
    removeEventListener: nothing,
  } as unknown as Window;
}

test('what stands before the fragment is no part of an address, and stays', () => {
  const history = createAddressHistory(pageAt('?lang=ar-XB', '#/ask/1?source=%22a%22&start=14&end=57'));
  expect(history.location).toMatchObject({ pathname: '/ask/1', search: '?source=%22a%22&start=14&end=57', hash: '' });
  expect(history.createHref('/find?q=a')).toBe('/folder/?lang=ar-XB#/find?q=a');
});

test('an address without a fragment is the beginning', () => {
  expect(createAddressHistory(pageAt('?again', '')).location).toMatchObject({ pathname: '/', search: '' });
  expect(createAddressHistory(pageAt('', '#//evil.test/a')).location.pathname).toBe('/evil.test/a');
});
