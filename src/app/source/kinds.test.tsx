import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { PlacedRange } from '../../core/items/source-place.ts';
import { createI18n, TextProvider } from '../i18n/i18n.tsx';
import { RichMarkdown } from '../markdown/RichMarkdown.tsx';
import { ChatText } from './ChatText.tsx';
import { CodeText } from './CodeText.tsx';
import { ContactText } from './ContactText.tsx';
import { chatSections } from './chat-sections.ts';
import { codeSections, linesOf } from './code-lines.ts';
import { contactLines } from './contact-lines.ts';
import { PlainText } from './PlainText.tsx';
import { listEntries, tableCells, textBlocks } from './text-blocks.ts';

const render = (node: React.ReactNode): string =>
  renderToStaticMarkup(<TextProvider i18n={createI18n()}>{node}</TextProvider>);
const spanOf = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
/** What is marked, in order. */
const marked = (html: string): readonly string[] =>
  [...html.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, words]) => words ?? '');

describe('a program in the source pane', () => {
  const text = 'def rent():\n    return 900\n\nprint(rent())\n';

  it('has the number of each line, and the cited line marked', () => {
    const html = render(<CodeText text={text} span={spanOf(text, 'return 900')} face="lines" />);
    expect([...html.matchAll(/data-line="(\d+)"/g)].map(([, line]) => Number(line))).toEqual([1, 2, 3, 4]);
    expect(html).toMatch(/class="[^"]*marked[^"]*" data-line="2"/);
    expect(marked(html)).toEqual(['return 900']);
  });

  it('is cut at lines, and counts on', () => {
    const lines = fc.array(fc.constantFrom('', 'a', 'bc'), { maxLength: 60 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 9 }), (list, size) => {
        const code = list.join('\n');
        const sections = codeSections(code, size);
        expect(sections.map(({ start, end }) => code.slice(start, end)).join('')).toBe(code);
        for (const { start, line } of sections) expect(line).toBe(code.slice(0, start).split('\n').length);
        const all = sections.flatMap((section) => linesOf(code, section));
        expect(all.map(({ start, end }) => code.slice(start, end))).toEqual(
          code.replace(/\n$/, '') === '' && code.length < 2 ? all.map(() => '') : code.replace(/\n$/, '').split('\n'),
        );
      }),
    );
  });
});

describe('values of JSON in the source pane', () => {
  it('stand behind their keys, with the cited value marked', () => {
    const text = 'house:\n  boiler: 24 kW\n  - 2021\n';
    const html = render(<CodeText text={text} span={spanOf(text, '24 kW')} face="keys" />);
    expect(html.replace(/<[^>]+>/g, '')).toContain('boiler: 24 kW');
    expect(html).toMatch(/class="[^"]*key[^"]*"><span>boiler:<\/span>/);
    expect(html).not.toContain('data-line');
    expect(marked(html)).toEqual(['24 kW']);
  });
});

describe('a conversation in the source pane', () => {
  const text =
    '**You**\n\nHow hot?\n\n**Assistant**\n\nAt *60* degrees.\n\n## Another branch, after “How hot?”\n\n**Assistant**\n\nAt 55.';
  const message = (part: string, id: string, author: string, from = 0): PlacedRange => {
    const start = text.indexOf(part, from);
    return {
      start,
      end: start + part.length,
      place: { type: 'message', id, parent: null, author, atMs: Date.UTC(2025, 4, 3) },
    };
  };
  const places = [
    message('**You**\n\nHow hot?', '1', 'You'),
    message('**Assistant**\n\nAt *60* degrees.', '2', 'Assistant'),
    message('**Assistant**\n\nAt 55.', '3', 'Assistant', 60),
  ];

  it('is its messages under their authors, with the line above another branch', () => {
    const html = render(<ChatText text={text} places={places} span={spanOf(text, '60')} />);
    expect(html.match(/aria-label="message of (?:You|Assistant)"/g)).toHaveLength(3);
    expect(html).toContain('Another branch, after “How hot?”');
    expect(html).not.toContain('**');
    expect(marked(html)).toEqual(['60']);
  });

  it('loses nothing but white space', () => {
    const sections = chatSections(text, places);
    expect(
      sections
        .map(({ start, end }) => text.slice(start, end))
        .join('')
        .replace(/\s/g, ''),
    ).toBe(text.replace(/\s/g, ''));
    expect(sections.map(({ message: held }) => held?.isReader ?? null)).toEqual([true, false, null, false]);
  });
});

describe('a contact in the source pane', () => {
  it('is a card whose addresses lead on', () => {
    const text = 'Name: Anna Berg\nMail: anna@example.org (work)\nWeb: javascript:alert(1)\n\nKnows the boiler.';
    const html = render(<ContactText text={text} span={spanOf(text, 'boiler')} />);
    expect(html).toContain('href="mailto:anna@example.org"');
    expect(html).not.toContain('href="javascript');
    expect(html.replace(/<[^>]+>/g, ' ')).toMatch(/Name\s+Anna Berg/);
    expect(marked(html)).toEqual(['boiler']);
    expect(contactLines('No card at all').lines).toEqual([]);
  });
});

describe('markdown in the source pane', () => {
  const text = 'Before\n\n| Part | Price |\n|---|---:|\n| *Filter* | 18 |\n| a \\| b |\n\nAfter | not a table';

  it('has its tables as tables, with the passage marked in its cell', () => {
    const html = render(<RichMarkdown markdown={text} span={spanOf(text, '18')} />);
    expect(html.match(/<th scope="col"[^>]*>/g)).toHaveLength(2);
    expect(html).toContain('<td><em>Filter</em></td><td data-align="right"><mark>18</mark></td>');
    expect(html).toContain('After | not a table');
    expect(html).not.toContain('---');
  });
});

describe('a readable text', () => {
  it('keeps its lists with their numbers, and its tables as tables', () => {
    const text = '1. Turn it off\n2. Wait\n  - an hour\n\nName | City\nAnna | Bonn\nBert | \n\nA. Writer wrote 2 | 3.';
    const html = render(<PlainText text={text} span={spanOf(text, 'Bonn')} />);
    expect(html).toMatch(/data-mark="true"><span>1\.<\/span>/);
    expect(html).toMatch(/<li data-depth="1" data-dot="true">/);
    expect(html.match(/<tr>/g)).toHaveLength(3);
    expect(html).toMatch(/<td><mark>Bonn<\/mark><\/td>/);
    expect(html).toContain('<p data-plain="true"><span>A. Writer wrote 2 | 3.</span></p>');
  });

  it('keeps code between its fences with its empty lines, and what follows', () => {
    const text = 'Before\n\n```\na\n\nb | c\n```\nafter';
    expect(textBlocks(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['paragraph', 'Before'],
      ['code', 'a\n\nb | c'],
      ['paragraph', '\nafter'],
    ]);
  });

  it('has each character of a list or a row in one entry or cell', () => {
    const list = '1. One\n   goes on\n  b. Two\n- Three';
    const entries = listEntries(list, { start: 0, end: list.length });
    expect(
      entries.map(({ mark, start, end, depth }) => [list.slice(mark.start, mark.end), list.slice(start, end), depth]),
    ).toEqual([
      ['1.', 'One\n   goes on', 0],
      ['b.', 'Two', 1],
      ['-', 'Three', 0],
    ]);
    const row = 'a |  | c\nd | e \\| f';
    expect(
      tableCells(row, { start: 0, end: row.length }).map((cells) =>
        cells.map(({ start, end }) => row.slice(start, end)),
      ),
    ).toEqual([
      ['a', '', 'c'],
      ['d', 'e \\| f'],
    ]);
  });
});
