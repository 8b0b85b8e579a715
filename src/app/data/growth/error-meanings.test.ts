import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../../core/errors.ts';
import { en } from '../../i18n/en.ts';

test('each code that can be shown has the sentences that the documentation has', async () => {
  const file = await readFile(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
  const rows = file.split('\n').flatMap((line) => {
    const [, code, , means, todo] = line.split('|').map((cell) => cell.trim().replaceAll('`', ''));
    return code !== undefined && (ERROR_CODES as readonly string[]).includes(code) ? [[code, `${means} ${todo}`]] : [];
  });
  expect(rows).toHaveLength(ERROR_CODES.length);
  const told = Object.entries(en).flatMap(([id, text]) =>
    id.startsWith('diagnostics.error.') ? [[id.slice('diagnostics.error.'.length), text]] : [],
  );
  expect(told).toHaveLength(ERROR_CODES.length - 5);
  expect(rows).toEqual(expect.arrayContaining(told));
});
