import { expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import { readText } from './read-text.ts';

it('a page of Logseq is told by its folder', async () => {
  const { bytes } = formatFile('exports/logseq/journals/2025_03_01.md');
  const file = { path: 'graph/journals/2025_03_01.md', fileName: '2025_03_01.md', mediaType: '', cursor: 0 };
  const reading = await readText({ ...file, bytes: new Blob([bytes]) });
  expect(reading.documents).toMatchObject([{ kind: 'note', title: 'Mar 1st, 2025' }]);
});

it('bookmarks are told by their first line', async () => {
  const [reading] = await readAll(readText, formatFile('exports/bookmarks-chrome.html'));
  expect(reading?.documents).toMatchObject([{ kind: 'page', title: 'bookmarks-chrome', links: { length: 2 } }]);
});

it('bookmarks and pages of Logseq are read or refused, whatever their bytes', async () => {
  const bookmarks = ['firefox', 'chrome', 'safari'].map((name) => formatFile(`exports/bookmarks-${name}.html`));
  const page = formatFile('exports/logseq/pages/plans___garden.md');
  await fuzzReader(readText, [...bookmarks, page], { name: 'bookmarks' });
}, 600_000);
