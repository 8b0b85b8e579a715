import fc from 'fast-check';
import { expect, it } from 'vitest';
import { threadMs } from '../../../tests/hang.ts';
import { closeOpen } from './close-open.ts';

it.each([
  ['a **b', 'a **b**'],
  ['a **b**', 'a **b**'],
  ['a **', 'a '],
  ['a *b **c', 'a *b **c***'],
  ['2 * 3', '2 * 3'],
  ['snake_case', 'snake_case'],
  ['see `co', 'see `co`'],
  ['see `', 'see '],
  ['**see `co', '**see `co`**'],
  ['a [link](https://ex', 'a link'],
  ['a [li', 'a li'],
  ['a [link](https://a.b) b', 'a [link](https://a.b) b'],
  ['a ![pic](http', 'a'],
  ['~~no', '~~no~~'],
  ['- a **b', '- a **b**'],
  ['- a\n- ', '- a\n'],
  ['words\n``', 'words\n'],
  ['| a | b', '| a | b |\n|---|---|'],
  ['| a | b |\n|-', '| a | b |\n|---|---|'],
  ['| a |\n|---|\n| **x', '| a |\n|---|\n| **x**'],
])('%j is shown as %j', (written, shown) => {
  expect(closeOpen(written)).toBe(shown);
});

it('leaves alone what is closed', () => {
  const closed = fc.array(fc.constantFrom('a', '*b*', '**c**', '`d`', '[e](https://f.g)', '~~h~~', '2 * 3', '\\*'), {
    minLength: 1,
  });
  fc.assert(fc.property(closed, (parts) => closeOpen(`x ${parts.join(' ')} y`) === `x ${parts.join(' ')} y`));
});

it('is quick for whatever comes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('*', '_', '`', '[', ']', '(', ')', '!', '|', '-', '\n', 'a', ' ', '\\', '~')),
      (parts) => {
        const before = threadMs();
        closeOpen(parts.join('').repeat(20));
        expect(threadMs() - before).toBeLessThan(200);
      },
    ),
  );
});
