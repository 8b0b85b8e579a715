import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dailyNoteId, dayNumberOf, dayOfNumber } from './daily.ts';
import { findMentions } from './mentions.ts';
import { linksIn, nameSpan, renamedTarget, rewriteLinks } from './note-links.ts';
import { renameTagIn, tagTree } from './note-tags.ts';
import { passageAround } from './passage.ts';
import { fillTemplate, formatDate } from './templates.ts';
import { applyEdits } from './text-edit.ts';

/** Pieces that notes are made of, those that are hard to tell from links among them. */
const piece = fc.constantFrom(
  'Pond',
  'pond ',
  'Ponds',
  ' [[Pond]] ',
  '[[Pond|the pond]]',
  '[[Pond#Fish]]',
  '![[Pond]]',
  '[[Garden/Pond.md]]',
  '`Pond`',
  '\n```\nPond [[Pond]]\n```\n',
  '[x](Pond.md)',
  '[Pond](Other.md)',
  '[Pond][1]',
  'http://x.y/Pond ',
  '#Pond ',
  ' Pond, ',
  'Gärten ',
  '\n',
  '\n\n',
  '| Pond | [[Pond]] |\n',
  '- [ ] Pond\n',
  'a Pond.',
  '[[',
  ']]',
  '`',
  ' ',
  '💧',
);
const note = fc.array(piece, { maxLength: 25 }).map((parts) => parts.join(''));
const isPond = (name: string) => /^(?:Garden\/)?Pond(?:\.md)?$/.test(name);

describe('links that are given another name', () => {
  const rename = (text: string) =>
    applyEdits(
      text,
      rewriteLinks(text, ({ kind }, name) => (isPond(name) ? renamedTarget(name, kind, 'Lake') : null)),
    );

  it('keep their words, headings, folders and endings', () => {
    expect(rename('[[Pond]] [[Pond|the pond]] ![[Pond#Fish]] [[Garden/Pond.md^b|x]] [a](Pond.md#h) `[[Pond]]`')).toBe(
      '[[Lake]] [[Lake|the pond]] ![[Lake#Fish]] [[Garden/Lake.md^b|x]] [a](Lake.md#h) `[[Pond]]`',
    );
  });

  it('change nothing but what links lead to', () => {
    fc.assert(
      fc.property(note, (text) => {
        const renamed = rename(text);
        const before = linksIn(text);
        const after = linksIn(renamed);
        expect(after.length).toBe(before.length);
        const blank = (whole: string) => {
          const spans = linksIn(whole).flatMap((link) => nameSpan(whole, link) ?? []);
          return applyEdits(
            whole,
            spans.map((span) => ({ ...span, text: '' })),
          );
        };
        expect(blank(renamed)).toBe(blank(text));
        const expected = before.map(({ kind, target }) =>
          kind !== 'url' && isPond(target.split('#')[0] ?? '') ? target.replace('Pond', 'Lake') : target,
        );
        expect(after.map(({ target }) => target)).toEqual(expected);
      }),
    );
  });

  it('cannot carry what ends a link', () => {
    for (const title of ['a|b', 'a#b', '[a', 'a]', 'a^b']) expect(renamedTarget('Pond', 'wiki', title)).toBeNull();
    expect(renamedTarget('dir/Pond.md', 'markdown', 'a (b) #1 50%')).toBe('dir/a%20%28b%29%20%231%2050%25.md');
  });
});

describe('mentions without a link', () => {
  it('are words of their own, whatever their case, and in both languages', () => {
    const text = 'Am Teich. Teichs Fische, teich; Gartenteich, Großteich, Fluß-Teich, Seeüteich und „Teich“.';
    expect(findMentions(text, ['Teich']).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Teich',
      'teich',
      'Teich',
    ]);
    expect(findMentions('Überall ÜBERALL', ['überall'])).toHaveLength(2);
  });

  it('are not in code, links, addresses, tags or front matter', () => {
    const text =
      '---\ntitle: Pond\n---\n`Pond` [[Pond]] [Pond](x.md) [Pond][1] https://x.y/Pond #Pond\n```\nPond\n```\n';
    expect(findMentions(text, ['Pond'])).toEqual([]);
  });

  it('take the longest of names that begin alike', () => {
    const text = 'The garden pond.';
    expect(findMentions(text, ['Garden', 'Garden pond'])).toEqual([{ start: 4, end: 15 }]);
  });

  it('never lie within a link, and are no mentions any more once they are linked', () => {
    fc.assert(
      fc.property(note, (text) => {
        const found = findMentions(text, ['Pond']);
        for (const span of found)
          for (const { span: link } of linksIn(text))
            expect(span.start < link.end && link.start < span.end).toBe(false);
        const linked = applyEdits(
          text,
          found.map((span) => ({ ...span, text: `[[${text.slice(span.start, span.end)}]]` })),
        );
        expect(linksIn(linked).length).toBe(linksIn(text).length + found.length);
      }),
    );
  });
});

describe('a passage', () => {
  it('is the paragraph around a link, as it is read, with the link marked', () => {
    const text = 'First.\n\nThe **heron** stood at the [[Pond|old pond]]\nall day.\n\nLast.';
    const start = text.indexOf('[[');
    const { text: shown, mark } = passageAround(text, { start, end: text.indexOf(']]') + 2 });
    expect(shown).toBe('The heron stood at the old pond all day.');
    expect(shown.slice(mark.start, mark.end)).toBe('old pond');
  });

  it('is cut at words where the paragraph is long', () => {
    const text = `${'word '.repeat(200)}[[Pond]]${' word'.repeat(200)}`;
    const start = text.indexOf('[[');
    const { text: shown, mark } = passageAround(text, { start, end: start + 8 });
    expect(shown.startsWith('… word')).toBe(true);
    expect(shown.endsWith('word …')).toBe(true);
    expect(shown.slice(mark.start, mark.end)).toBe('Pond');
  });
});

describe('tags', () => {
  it('stand below one another', () => {
    const [garden] = tagTree([
      { tag: 'garden/pond', count: 2 },
      { tag: 'garden', count: 1 },
      { tag: 'home', count: 1 },
    ]);
    expect(garden).toMatchObject({ tag: 'garden', count: 1, below: [{ tag: 'garden/pond', name: 'pond', count: 2 }] });
  });

  it('are renamed in the text and in front matter, with what is below them, and nowhere else', () => {
    const text = '---\ntags: [a, ab, "a/c"]\ntitle: a\n---\n#a #ab #a/b `x #a` x#a (#A) [[x#a]]\n```\n#a\n```\n';
    expect(applyEdits(text, renameTagIn(text, 'a', 'z'))).toBe(
      '---\ntags: [z, ab, "z/c"]\ntitle: a\n---\n#z #ab #z/b `x #a` x#a (#z) [[x#a]]\n```\n#a\n```\n',
    );
  });
});

describe('a template', () => {
  const values = { title: 'Pond', nowMs: Date.UTC(2026, 10, 22, 22, 5, 9), zone: 'Europe/Vienna', locale: 'de' };

  it('is filled with what it names; what it does not know stays', () => {
    expect(fillTemplate('# {{title}}\n{{date}} {{time}} {{cursor}}{{who}}', values)).toEqual({
      text: '# Pond\n2026-11-22 23:05 {{who}}',
      cursor: '# Pond\n2026-11-22 23:05 '.length,
    });
  });

  it('writes dates in letters, in the day of the zone', () => {
    expect(formatDate('dddd, D. MMMM YYYY, [Woche] WW, HH:mm:ss', values)).toBe(
      'Sonntag, 22. November 2026, Woche 47, 23:05:09',
    );
    expect(formatDate('YYYY-MM-DD', { ...values, zone: 'Asia/Tokyo' })).toBe('2026-11-23');
  });
});

describe('the note of a day', () => {
  const day = fc.integer({ min: 0, max: 60_000 }).map(dayOfNumber);

  it('has one id for each day and workspace', () => {
    const workspace = fc.uuid();
    fc.assert(
      fc.property(day, day, workspace, workspace, (a, b, one, other) => {
        expect(dailyNoteId(one, a) === dailyNoteId(other, b)).toBe(a === b && one === other);
        expect(dailyNoteId(one, a) === dailyNoteId(other, a)).toBe(one === other);
        expect(dailyNoteId(one, a)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('is of a day that there is', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', ''].map(dayNumberOf)).toEqual([null, null, null, null]);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  });
});
