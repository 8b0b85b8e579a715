import { AppError } from '../src/core/errors.ts';
import { chunkText } from '../src/core/items/chunk-text.ts';
import { BARE_DOCUMENT } from '../src/core/items/document-source.ts';
import type { ItemKind, ItemLink } from '../src/core/items/item.ts';
import type { ParsedBatch } from '../src/workers/parse/parse.api.ts';
import type { Parser } from '../src/workers/parse/parse.client.ts';

/** A format of the tests' own, for files of many parts with files inside: batches as JSON in a `.text` file. */

export interface BoxBatch {
  readonly parts?: readonly { part: string; text: string; kind?: ItemKind; links?: ItemLink[]; warnings?: string[] }[];
  readonly inside?: readonly { path: string; content: string; attachedTo?: string }[];
  readonly refused?: readonly string[];
  readonly fails?: string;
}

export const box = (...batches: readonly BoxBatch[]): string => JSON.stringify(batches);

export const part = (name: string, text: string) => ({ part: name, text });

/** Three messages in two batches, the last with an attachment. */
export const MAILBOX = box(
  { parts: [part('m1', 'The grey heron.'), part('m2', 'The old kiln.')] },
  {
    parts: [part('m3', 'The slow train.')],
    inside: [{ path: 'map.md', content: '# Map\n\nA bridge.', attachedTo: 'm3' }],
  },
);

function readBatch({ parts = [], inside = [], refused = [], fails }: BoxBatch, next: number | null): ParsedBatch {
  if (fails !== undefined) throw new AppError('unreadable', fails);
  return {
    parts: parts.map((each) => ({
      document: { ...BARE_DOCUMENT, kind: 'mail', title: each.part || 'Letter', language: 'en', ...each },
      chunks: chunkText(each.text),
    })),
    embedded: inside.map(({ path, content, attachedTo = null }) => ({
      ...{ path, attachedTo, mediaType: '', bytes: new Blob([content]), modifiedMs: 1_600_000_000_000 },
    })),
    refused: refused.map((path) => ({ path, code: 'unsupported', reason: 'It is locked.' })),
    next,
  };
}

/** Reads such files in batches, and all others as they are. `read` notes what was read. */
export const boxReader =
  (read: string[] = []) =>
  (real: Parser): Parser => ({
    ...real,
    async parse(request, signal) {
      const { path, bytes, cursor } = request;
      read.push(cursor === 0 ? path : `${path}@${cursor}`);
      if (!path.endsWith('.text')) return real.parse(request, signal);
      const batches = JSON.parse(new TextDecoder().decode(await bytes.arrayBuffer())) as BoxBatch[];
      try {
        return { ok: true, ...readBatch(batches[cursor] ?? {}, cursor + 1 < batches.length ? cursor + 1 : null) };
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        return { ok: false, code: thrown.code, reason: thrown.message };
      }
    },
  });

/** The same, but what `waits` says of is not read before `until` resolves. */
export const waitingBoxReader =
  (until: Promise<unknown>, waits: (path: string, cursor: number) => boolean) =>
  (real: Parser): Parser => {
    const reader = boxReader()(real);
    return {
      ...reader,
      async parse(request, signal) {
        if (waits(request.path, request.cursor)) await until;
        return reader.parse(request, signal);
      },
    };
  };
