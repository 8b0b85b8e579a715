import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CAPTURE_LIMITS, noteOf, readCaptured, readHearthLink } from './captured.ts';

const id = '01939bb1-5b1c-7a10-8000-0123456789ab';

test('a link opens a thing, a search or a note', () => {
  expect(readHearthLink(`web+hearth:item/${id}`)).toMatchObject({ kind: 'item', itemId: id });
  expect(readHearthLink('web+hearth://find?q=first%20frost')).toMatchObject({ kind: 'find', query: 'first frost' });
  expect(readHearthLink('web+hearth:find?q=when+did+it+freeze')).toMatchObject({ query: 'when did it freeze' });
  expect(readHearthLink('web+hearth:note?title=Frost&text=Early&url=https%3A%2F%2Fa.example%2Fb')).toMatchObject({
    captured: { title: 'Frost', text: 'Early', url: 'https://a.example/b' },
  });
});

test('a link that leads nowhere, and fields that do not fit, are refused by their reason', () => {
  for (const link of [
    '',
    'https://a.example',
    'web+hearth:',
    'web+hearth:item/../../x',
    'web+hearth:settings',
    'web+hearth:item/1',
  ])
    expect(readHearthLink(link)).toEqual({ ok: false, refusal: 'unknown-link' });
  expect(readHearthLink('web+hearth:find?q=')).toEqual({ ok: false, refusal: 'nothing' });
  expect(readCaptured({})).toEqual({ ok: false, refusal: 'nothing' });
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://a.example/"><script>',
    'http:',
  ])
    expect(readCaptured({ url })).toEqual({ ok: false, refusal: 'bad-address' });
  expect(readCaptured({ text: 'x'.repeat(CAPTURE_LIMITS.text + 1) })).toEqual({ ok: false, refusal: 'too-large' });
  expect(readCaptured({ title: ['a'], text: null, url: {} })).toEqual({ ok: false, refusal: 'nothing' });
});

test('a note that is made of what came has a name and its source', () => {
  expect(noteOf({ title: '', text: '\n First line\nmore', url: '' }).title).toBe('First line');
  expect(noteOf({ title: 'T', text: 'x', url: 'https://a.example/' })).toEqual({
    title: 'T',
    text: '<https://a.example/>\n\nx',
  });
});

test('no link makes it throw, and what it lets through can be stored', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (tail) => {
      for (const link of [tail, `web+hearth:${tail}`, `web+hearth:note?text=${tail}`]) {
        const target = readHearthLink(link);
        if (target.ok && target.kind === 'note')
          expect(`${target.captured.title}${target.captured.text}`).not.toMatch(/[\0\p{Surrogate}]/u);
      }
    }),
  );
});
