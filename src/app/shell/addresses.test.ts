import { expect, test } from 'vitest';
import type { ItemDetails } from '../../core/items/item-details.ts';
import { addressOf, conversationAddress } from './addresses.ts';

const chat = (source: 'hearth' | 'claude'): ItemDetails => ({ type: 'chat', source, messages: 2, branches: 1 });

test('a conversation that was held here is read as one, a note in its editor, and all else as a source', () => {
  expect(addressOf({ id: 'i', kind: 'chat', details: chat('hearth') })).toBe('/ask/i');
  expect(addressOf({ id: 'i', kind: 'chat', details: chat('claude') })).toBe('/item/i');
  expect(addressOf({ id: 'i', kind: 'note', details: null })).toBe('/notes/i');
  expect(conversationAddress('i', 'm')).toBe('/ask/i?message=m');
  expect(conversationAddress('i', null)).toBe('/ask/i');
});
