import { z } from 'zod';
import { checkInput } from '../../core/check-input.ts';
import { AppError } from '../../core/errors.ts';
import { type ChunkOptions, chunkText } from '../../core/items/chunk-text.ts';
import { tokenEstimateFor } from '../../core/items/count-tokens.ts';
import { documentTypeOf, unsupportedMessage } from '../../core/items/document-type.ts';
import { type Chunk, ITEM_KINDS, type ItemKind, type ParsedDocument } from '../../core/items/item.ts';
import { parseMarkdown } from '../../core/items/parse-markdown.ts';
import { embeddedPrefix } from '../../core/items/text-to-embed.ts';
import { toStorable } from '../../core/items/to-storable.ts';
import type { TokenCounter } from '../../core/items/word-pieces.ts';
import type { Methods } from '../link/expose.ts';
import type { ParseOutcome, TextReading } from './parse.api.ts';
import type { FileToRead, Reading } from './readers/reader.ts';
import { READERS } from './readers/readers.ts';
import type { LoadTokenCounter } from './token-counter.ts';

/** What the worker of the parser serves: files and texts in, documents and chunks out. Holds nothing. */

const parseRequest = z.strictObject({
  path: z.string(),
  mediaType: z.string(),
  bytes: z.instanceof(Blob),
  cursor: z.number().min(0),
  limits: z.strictObject({ maxFileBytes: z.number().min(0), maxFiles: z.number().min(0) }).optional(),
  icons: z.boolean().optional(),
});
const textRequest = z.strictObject({ kind: z.enum(ITEM_KINDS), title: z.string(), text: z.string() });

async function readFile(file: FileToRead): Promise<Reading> {
  const type = documentTypeOf(file.fileName, file.mediaType);
  if (type === null) throw new AppError('unsupported', unsupportedMessage(file.fileName));
  return (await READERS[type]())(file);
}

/** Offsets hold as they are, and there are many of them. */
const storable = ({ sourceMap, folded, ...rest }: ParsedDocument): ParsedDocument => ({
  ...toStorable(rest),
  sourceMap,
  folded,
});

const FORMS: Readonly<Partial<Record<ItemKind, ChunkOptions['form']>>> = {
  code: 'code',
  table: 'lines',
  chat: 'lines',
};

type Chunked = Pick<ParsedDocument, 'kind' | 'title' | 'text' | 'language' | 'folded'>;

/** Without a counter tokens are estimated. */
const chunksOf = (
  { kind, title, text, language, folded }: Chunked,
  countTokens: TokenCounter | null,
): readonly Chunk[] =>
  chunkText(text, {
    countTokens: countTokens ?? tokenEstimateFor(language),
    prefix: (heading) => embeddedPrefix({ title, heading }),
    folded,
    form: FORMS[kind] ?? 'prose',
  });

export const createParseMethods = (loadCounter: LoadTokenCounter): Methods => ({
  async parse(input: unknown): Promise<ParseOutcome> {
    const request = checkInput(parseRequest, input, 'file');
    try {
      const fileName = request.path.slice(request.path.lastIndexOf('/') + 1);
      const { documents, ...reading } = await readFile({ ...request, fileName });
      const count = await loadCounter();
      const parts = documents.map((read) => {
        const document = storable(read);
        return { document, chunks: chunksOf(document, count) };
      });
      return { ok: true, parts, ...reading };
    } catch (thrown) {
      // What a reader refuses is an answer; a defect is not.
      if (thrown instanceof AppError) return { ok: false, code: thrown.code, reason: thrown.message };
      throw thrown;
    }
  },
  async read(input: unknown): Promise<TextReading> {
    const { kind, title, text } = checkInput(textRequest, input, 'text');
    const { links, tags, language } = parseMarkdown({ source: text, fileName: `${title}.md` });
    const chunks = chunksOf({ kind, title, text, language, folded: [] }, await loadCounter());
    return { chunks, links, tags, language };
  },
});
