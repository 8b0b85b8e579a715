import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AutoTokenizer, env } from '@huggingface/transformers';
import { expect, it } from 'vitest';
import { testTokenCounter } from '../../../tests/token-counter.ts';
import { textToEmbed } from '../../core/items/text-to-embed.ts';
import { MINILM } from '../../core/llm/starter-models.ts';
import type { ParseOutcome } from './parse.api.ts';
import { createParseMethods } from './parse-methods.ts';

const ROOT = new URL('../../../', import.meta.url);
const LIBRARY = new URL('public/sample-library/', ROOT);

const filesBelow = (folder: URL): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);

const parse = createParseMethods(testTokenCounter)['parse'] as (input: unknown) => Promise<ParseOutcome>;

async function chunksOf(path: string, bytes: Blob) {
  const outcome = await parse({ path, mediaType: '', bytes, cursor: 0 });
  return outcome.ok ? outcome.parts : [];
}

const WORST = [
  [
    'a title that is too long to be of any use to anybody who looks for it again, and goes on.md',
    'Ordnung. '.repeat(2000),
  ],
  [
    'deep.md',
    `# ${'Kapitel eins '.repeat(9)}\n## ${'Abschnitt zwei '.repeat(9)}\n### Drei\n${'Straßenbahnhaltestelle, '.repeat(900)}`,
  ],
  ['漢字の題名は長い漢字の題名は長い漢字の題名は長い漢字の題名は長い.md', '漢字の文章です。'.repeat(900)],
  ['numbers.md', Array.from({ length: 2000 }, (_, at) => `${at * 7919}.${at} €`).join('\n')],
] as const;

it('no chunk is more than the model reads, with what stands before it', async () => {
  env.allowRemoteModels = false;
  env.localModelPath = fileURLToPath(new URL('public/models/', ROOT));
  const tokenizer = await AutoTokenizer.from_pretrained(MINILM.id);
  const sizes: number[] = [];
  const files = [
    ...filesBelow(LIBRARY).map((path) => [path, readFileSync(path)] as const),
    ...filesBelow(new URL('docs/', ROOT))
      .filter((path) => path.endsWith('.md'))
      .map((path) => [path, readFileSync(path)] as const),
    ...WORST,
  ];
  for (const [path, content] of files) {
    for (const { document, chunks } of await chunksOf(path, new Blob([content]))) {
      for (const { heading, text, tokens } of chunks) {
        const read = tokenizer.encode(textToEmbed({ title: document.title, heading, text })).length;
        expect(read, `${path}: ${text.slice(0, 80)}`).toBeLessThanOrEqual(MINILM.contextTokens);
        expect(tokens).toBe(tokenizer.encode(text, { add_special_tokens: false }).length);
        sizes.push(read);
      }
    }
  }
  expect(sizes.length).toBeGreaterThan(300);
  // Not a crumb each either: the model is given what it can read.
  expect(sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)]).toBeGreaterThan(150);
});
