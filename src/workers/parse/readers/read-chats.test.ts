import { describe, expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import { readJson } from './read-json.ts';

const SAMPLES = [formatFile('exports/chatgpt.json'), formatFile('exports/claude.json')];

const readFile = async (path: string) => readAll(readJson, formatFile(path));
const readValue = async (value: unknown) =>
  readAll(readJson, { fileName: 'conversations.json', bytes: new TextEncoder().encode(JSON.stringify(value)) });

describe('an export of ChatGPT', () => {
  it('becomes a chat for each conversation, the open branch first, then the others', async () => {
    const [reading] = await readFile('exports/chatgpt.json');
    expectSoundReading(reading as NonNullable<typeof reading>);
    expect(reading?.documents).toHaveLength(1);
    const [chat] = reading?.documents ?? [];
    expect(chat).toMatchObject({
      part: '67c2d0a0-0000-8000-a000-000000000001',
      kind: 'chat',
      title: 'Beans in the garden',
      createdMs: 1_740_819_600_100,
      updatedMs: 1_740_819_810_900,
      details: { type: 'chat', source: 'chatgpt', messages: 7, branches: 2 },
    });
    expect(chat?.text).toBe(
      '**You**\n\nWhen do beans go in?\n\n**Assistant**\n\nIn Bonn: from 15 May, see https://example.org/beans.\n\n' +
        '**You**\n\n[image]\n\nAnd in this bed?\n\n**Assistant**\n\nThere too.\n\n' +
        '## Another branch, after “When do beans go in?”\n\n**Assistant**\n\nAfter the last frost, in **May**.\n\n' +
        '**You**\n\nWhy May?\n\n**Assistant**\n\nFrost kills young beans.',
    );
    expect(reading?.refused).toMatchObject([{ path: '67c2d0a0-0000-8000-a000-000000000002', code: 'unreadable' }]);
  });

  it('places each message with the one that it answers, hidden ones left out', async () => {
    const [reading] = await readFile('exports/chatgpt.json');
    const places = reading?.documents[0]?.places.map(({ place }) =>
      place.type === 'message' ? [place.id, place.parent, place.author] : [],
    );
    expect(places).toEqual([
      ['q1', null, 'You'],
      ['a2b', 'q1', 'Assistant'],
      ['q3', 'a2b', 'You'],
      ['a3', 'q3', 'Assistant'],
      ['a1', 'q1', 'Assistant'],
      ['q2', 'a1', 'You'],
      ['a2', 'q2', 'Assistant'],
    ]);
  });
});

describe('an export of Claude', () => {
  it('becomes a chat for each conversation, with what was attached and its branches', async () => {
    const [reading] = await readFile('exports/claude.json');
    const [letter, paint] = reading?.documents ?? [];
    expect(letter).toMatchObject({
      title: 'Rent letter',
      details: { source: 'claude', messages: 2, branches: 1 },
      createdMs: Date.UTC(2025, 2, 1, 9),
    });
    expect(letter?.text).toContain('Write a letter about the rent.\n\nAttached: lease.txt\n\nThe rent is 1,250 euros.');
    expect(paint?.title).toBe('Which paint for the attic?');
    expect(paint?.text).toBe(
      '**You**\n\nWhich paint for the attic?\n\n**Assistant**\n\nLight grey.\n\n**You**\n\nGrey it is.\n\n' +
        '## Another branch, after “Which paint for the attic?”\n\n**Assistant**\n\nWhite.',
    );
  });
});

describe('conversations', () => {
  const conversation = (i: number) => ({
    uuid: i === 7 ? 'chat-6' : `chat-${i}`,
    name: '',
    chat_messages: [{ uuid: 'm', sender: 'human', text: `Question ${i}` }],
  });

  it('come in batches, each under a name of its own', async () => {
    const readings = await readValue(Array.from({ length: 450 }, (_, i) => conversation(i)));
    expect(readings.map(({ documents, next }) => [documents.length, next])).toEqual([
      [200, 200],
      [200, 400],
      [50, null],
    ]);
    const parts = readings.flatMap(({ documents }) => documents.map(({ part }) => part));
    expect(new Set(parts).size).toBe(450);
    expect(parts[7]).toBe('chat-6 (8)');
  });

  it('end where their messages answer each other in a ring', async () => {
    const message = (uuid: string, parent: string) => ({
      uuid,
      sender: 'human',
      text: uuid,
      parent_message_uuid: parent,
    });
    const readings = await readValue([{ uuid: 'c', chat_messages: [message('a', 'b'), message('b', 'a')] }]);
    expect(readings[0]?.documents[0]?.details).toMatchObject({ messages: 2 });
  });

  it('of twenty thousand messages are read in one go', async () => {
    const chat_messages = Array.from({ length: 20_000 }, (_, i) => ({
      uuid: `m${i}`,
      sender: 'human',
      text: `Line ${i}`,
    }));
    const readings = await readValue([{ uuid: 'c', chat_messages }]);
    expect(readings[0]?.documents[0]?.details).toMatchObject({ messages: 20_000, branches: 1 });
  });

  it(
    'are read or refused, whatever their bytes',
    async () => {
      await fuzzReader(readJson, SAMPLES, { name: 'chats' });
    },
    FUZZ_TIMEOUT_MS,
  );
});
