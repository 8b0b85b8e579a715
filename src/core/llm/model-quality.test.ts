import { expect, test } from 'vitest';
import { qualityOf, WRITER_BAR } from './model-quality.ts';
import { SMOLLM2 } from './starter-models.ts';

test('the starter chat model may judge and may not write unchecked', () => {
  expect(qualityOf(SMOLLM2.id)).toMatchObject({ judge: 'good', writer: 'below-bar' });
});

test('a measured writer is good exactly from the bar up', () => {
  const { writer, writerScore } = qualityOf(SMOLLM2.id);
  expect(writer === 'good').toBe((writerScore ?? 0) >= WRITER_BAR);
});

test('a model that nobody measured is unknown, not good', () => {
  expect(qualityOf('something-else')).toMatchObject({ judge: 'unknown', writer: 'unknown' });
});
