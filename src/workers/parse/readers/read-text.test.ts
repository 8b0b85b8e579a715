import { expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
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

/** A page and a note with all that their readers look for. */
const PAGE = `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Beete &amp; Wege</title><style>p{}</style></head>
<body><nav><a href="/">Start</a></nav><main><h1>Beete</h1><p>Zw&ouml;lf <b>Beete</b>, <a href="plan.html">ein Plan</a>.</p>
<ul><li>Rosen<ol><li>rote</li></ol></li></ul><table><tr><th>Ger&auml;t</th><td>4</td></tr></table><pre>a  b</pre>
<p hidden>unsichtbar</p><script>alert(1)</script><svg><text>x</text></svg><!-- Notiz --></main></body></html>`;
const NOTE = `---\ntitle: Plan\ntags: [garden, 2025]\naliases:\n  - beds\ndate: 2025-03-01\n---\n# Plan\n\nSee [[Home#Beds|home]], [map](a%20b.md)
and #garden/beds.\n\n- [ ] dig\n  1. one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`js\n#no [[link]]\n\`\`\`\n\n> quoted\n`;

const written = (fileName: string, text: string) => ({ fileName, bytes: new TextEncoder().encode(text) });

it.each([
  ['bookmarks', ['firefox', 'chrome', 'safari'].map((name) => formatFile(`exports/bookmarks-${name}.html`))],
  ['pages of Logseq', [formatFile('exports/logseq/pages/plans___garden.md')]],
  ['web pages', [written('page.html', PAGE)]],
  ['notes and texts', [written('note.md', NOTE), written('note.txt', NOTE)]],
])('%s are read or refused, whatever their bytes', { timeout: FUZZ_TIMEOUT_MS }, async (name, samples) => {
  await fuzzReader(readText, samples, { name });
});
