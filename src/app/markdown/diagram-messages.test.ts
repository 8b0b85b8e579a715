import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDrawMessage, readFrameMessage } from './diagram-messages.ts';

it('what a frame sends is read by its shape, and anything else is nothing', () => {
  expect(readFrameMessage({ type: 'drawn', height: 90.2, more: 1 })).toEqual({ type: 'drawn', height: 91 });
  expect(readFrameMessage({ type: 'drawn', height: 1e9 })).toEqual({ type: 'drawn', height: 2_400 });
  expect(readFrameMessage({ type: 'failed', reason: 'x'.repeat(900) })).toEqual({
    type: 'failed',
    reason: 'x'.repeat(500),
  });
  for (const wrong of [
    null,
    'ready',
    { type: 'drawn', height: '9' },
    { type: 'drawn', height: Number.NaN },
    { type: 'other' },
  ])
    expect(readFrameMessage(wrong)).toBeNull();
  fc.assert(fc.property(fc.anything(), (data) => void readFrameMessage(data)));
});

it('what is to be drawn has colours and no other style', () => {
  const colours = {
    dark: true,
    ground: '#fff',
    raised: 'rgb(1 2 3 / 0.5)',
    sunken: 'red;}body{x:url(//a)}',
    line: '',
    ink: '#000',
    soft: '#111',
    accent: '#222',
  };
  expect(readDrawMessage({ type: 'draw', source: 'a', colours })?.colours).toMatchObject({
    dark: true,
    raised: 'rgb(1 2 3 / 0.5)',
    sunken: '#808080',
    line: '#808080',
  });
  expect(readDrawMessage({ type: 'draw', source: 1, colours })).toBeNull();
  fc.assert(fc.property(fc.anything(), (data) => void readDrawMessage(data)));
});
