import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import { chunkText } from './chunk-text.ts';
import { type DecodeBytes, decodeText } from './decode-text.ts';
import { diffChunks } from './diff-chunks.ts';
import { DEFAULT_IMPORT_LIMITS } from './import-limits.ts';
import { planImport } from './import-plan.ts';
import { guessLanguage } from './language.ts';
import { createLinkIndex } from './links.ts';
import { parseDocument } from './parse-document.ts';
import { readImportPath } from './path.ts';

const FIXTURES = join(import.meta.dirname, '../../../tests/fixtures/import');

const decode: DecodeBytes = (bytes, encoding) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};
const decodeBytes = (...bytes: readonly number[]) => decodeText(Uint8Array.from(bytes), decode);
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const buffer = Buffer.from(text, 'utf16le');
  return new Uint8Array(bigEndian ? buffer.swap16() : buffer);
};

describe('decodeText', () => {
  const text = 'Grüße aus der Küche';
  it('reads UTF-8 and UTF-16, with a byte order mark and without', () => {
    expect(decodeText(Buffer.from(`\ufeff${text}`), decode)).toEqual({ ok: true, text, encoding: 'utf-8' });
    for (const mark of ['', '\ufeff']) {
      expect(decodeText(utf16(mark + text, false), decode)).toEqual({ ok: true, text, encoding: 'utf-16le' });
      expect(decodeText(utf16(mark + text, true), decode)).toEqual({ ok: true, text, encoding: 'utf-16be' });
    }
  });
  it('reads windows-1252 where it is plausible', () => {
    expect(decodeText(Buffer.from(text, 'latin1'), decode)).toEqual({ ok: true, text, encoding: 'windows-1252' });
    expect(decodeText(Buffer.from('Это русский текст'.repeat(3), 'utf16le').subarray(0, 41), decode).ok).toBe(false);
    const koi8 = Uint8Array.from({ length: 300 }, (_, i) => (i % 7 === 6 ? 32 : 0xc0 + (i % 32)));
    expect(decodeText(koi8, decode)).toMatchObject({ ok: false, code: 'wrong-encoding' });
  });
  it('says what a file is that is no text', () => {
    expect(decodeBytes(0x89, 0x50, 0x4e, 0x47, 13, 10)).toMatchObject({
      message: 'This looks like a picture, not text.',
    });
    expect(decodeText(Buffer.from('%PDF-1.7'), decode)).toMatchObject({ message: 'This looks like a PDF, not text.' });
    expect(decodeBytes(65, 0, 66, 67, 68)).toMatchObject({ code: 'unsupported' });
    expect(decodeBytes(65, 1, 2, 3, 4, 5, 6)).toMatchObject({ code: 'unsupported' });
    expect(decodeBytes()).toMatchObject({ code: 'unreadable', message: 'This file is empty.' });
    expect(decodeBytes(32, 10)).toMatchObject({ code: 'unreadable' });
  });
});

describe('readImportPath', () => {
  const read = (path: string) => readImportPath(path, DEFAULT_IMPORT_LIMITS);
  it('normalises names and separators', () => {
    expect(read('a\\b//./cafe\u0301.md')).toEqual({
      ok: true,
      path: 'a/b/café.md',
      folder: 'a/b',
      fileName: 'café.md',
    });
  });
  it.each([
    '../x',
    'a/../../x',
    '..\\x',
    '/etc/x',
    '\\\\host\\x',
    'C:\\x',
    'c:x',
    'a\0b',
    'a\u0085b',
    '',
    '.',
    'a/',
    'x'.repeat(2_000),
    `${'a/'.repeat(40)}x`,
  ])('refuses %j', (path) => expect(read(path)).toMatchObject({ ok: false }));
});

describe('planImport', () => {
  const plan = (paths: readonly string[], sizeBytes = 5) =>
    planImport(
      paths.map((path) => ({ path, sizeBytes, mediaType: '' })),
      DEFAULT_IMPORT_LIMITS,
    );
  it('names every file that it does not take, and why', () => {
    const made = plan(['v/a.md', 'v/.git/x.md', '.DS_Store', 'v/a.md', 'v/b.raw', '../c.md', 'README']);
    expect(made.files.map(({ path }) => path)).toEqual(['v/a.md']);
    expect(made.skipped).toBe(2);
    expect(made.refused.map(({ index, code }) => [index, code])).toEqual([
      [3, 'conflict'],
      [4, 'unsupported'],
      [5, 'bad-input'],
      [6, 'unsupported'],
    ]);
    expect(plan(['a.md'], 0).refused[0]?.code).toBe('unreadable');
    expect(plan(['a.md'], 60_000_000).refused[0]?.message).toBe('This file has 57 MB; at most 50 MB are allowed.');
    // What is read in pieces may be larger than what is read as a whole.
    expect(plan(['mails.mbox', 'vault.zip'], 2_000_000_000).files).toHaveLength(2);
    expect(plan(['a.zip'], 5_000_000_000).refused[0]?.message).toContain('at most 4 GB are allowed.');
  });
  it('takes fifty thousand files and refuses the next', () => {
    const startedMs = Date.now();
    const made = plan(Array.from({ length: 60_000 }, (_, i) => `folder ${i % 100}/note ${i}.md`));
    expect([made.files.length, made.refused.length]).toEqual([50_000, 10_000]);
    expect(Date.now() - startedMs).toBeLessThan(HANG_MS);
  });
});

describe('createLinkIndex', () => {
  const paths = ['Home.md', 'deep/er/Stove.md', 'other/Stove.md', 'deep/Attic.md', 'pic.png'];
  const index = createLinkIndex(paths.map((path) => ({ key: path, path, names: path === 'Home.md' ? ['Start'] : [] })));
  const wiki = (target: string, from = '') => index.resolve({ target, kind: 'wiki' }, from);
  it('finds by name, path, alias and place, whatever the case', () => {
    expect(wiki('home#Kitchen')).toBe('Home.md');
    expect(wiki('start')).toBe('Home.md');
    expect(wiki('stove')).toBe('other/Stove.md');
    expect(wiki('stove', 'deep/er')).toBe('deep/er/Stove.md');
    expect(wiki('er/Stove')).toBe('deep/er/Stove.md');
    expect(wiki('pic.png')).toBe('pic.png');
    expect(wiki('nothing')).toBe(null);
    expect(index.resolve({ target: '../er/Stove.md', kind: 'markdown' }, 'deep/x')).toBe('deep/er/Stove.md');
    expect(index.resolve({ target: '../../x.md', kind: 'markdown' }, 'deep')).toBe(null);
    expect(index.resolve({ target: 'https://a.example', kind: 'url' }, '')).toBe(null);
  });
});

it('pairs the chunks that an edit did not touch', () => {
  const section = (name: string) =>
    `# ${name}\n\n${`The ${name} was painted green in the spring of that year. `.repeat(14)}\n\n`;
  const before = chunkText(section('door') + section('roof') + section('gate'));
  const after = chunkText(section('hall') + section('door') + section('gate'));
  const diff = diffChunks(before, after);
  expect(diff.kept).toHaveLength(2);
  expect(diff.added.map(({ heading }) => heading)).toEqual(['hall']);
  expect(diff.removed.map(({ heading }) => heading)).toEqual(['roof']);
});

it('tells English, German and what it cannot tell', () => {
  expect(guessLanguage('The stove in the kitchen is older than the house, and it was built by hand.')).toBe('en');
  expect(guessLanguage('Der Ofen in der Küche ist älter als das Haus und wurde von Hand gebaut.')).toBe('de');
  expect(guessLanguage('12 34 xyz qqq')).toBe('und');
  expect(guessLanguage('これは日本語の文章です。')).toBe('ja');
});

describe('the fixtures', () => {
  const names = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FIXTURES.length + 1));
  it('leave nothing that runs in a hostile page', () => {
    const source = readFileSync(join(FIXTURES, 'hostile/page.html'), 'utf8');
    const read = parseDocument({ source, fileName: 'page.html', mediaType: '' });
    const document = read.ok ? read.document : null;
    expect(document?.text).toContain('The text that a reader sees');
    expect(document?.text).not.toMatch(/script|onerror|alert|hidden words/i);
    expect(document?.links.map(({ target }) => target)).toEqual(['https://example.org/plain']);
  });
  it('are planned, read and linked as a vault', () => {
    const files = planImport(
      names.map((path) => ({ path, sizeBytes: 1, mediaType: '' })),
      DEFAULT_IMPORT_LIMITS,
    );
    expect(files.skipped).toBe(1);
    const index = createLinkIndex(files.files.map(({ path }) => ({ key: path, path, names: [] })));
    const source = readFileSync(join(FIXTURES, 'vault/Home.md'), 'utf8');
    const home = parseDocument({ source, fileName: 'Home.md', mediaType: '' });
    const links = home.ok ? home.document.links : [];
    expect(links.map((link) => index.resolve(link, 'vault'))).toEqual([
      'vault/Kitchen/Stove.md',
      'vault/Garden.md',
      null,
    ]);
    expect(home.ok ? home.document.tags : []).toEqual(['house', 'index', 'todo/today']);
  });
});
