import { AppError } from '../../core/errors.ts';
import type { ParsedPart, ParseRequest } from '../parse/parse.api.ts';
import type { KernelContext } from './context.ts';

/** A file may be many items: each is a part of it, under a name that is the same at every reading. */

/** What an item of that part keeps as the path of its source. */
export const pathOfPart = (path: string, part: string): string => (part === '' ? path : `${path}#${part}`);

/** The part that a source path names; empty for a whole file. */
export function partOf(sourcePath: string, fileName: string): string {
  if (sourcePath.endsWith(fileName)) return '';
  const at = sourcePath.indexOf(`${fileName}#`);
  return at < 0 ? '' : sourcePath.slice(at + fileName.length + 1);
}

/** Batches that are read to find a part: what lies behind them is too far to be looked for. */
const MAX_BATCHES = 256;

/** The part as the file has it now, or null where it is not met. Rejects where the file cannot be read. */
export async function readPart(
  { parser }: KernelContext,
  request: Omit<ParseRequest, 'cursor'>,
  part: string,
): Promise<ParsedPart | null> {
  let cursor = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const parsed = await parser.parse({ ...request, cursor });
    if (!parsed.ok) throw new AppError(parsed.code, parsed.reason);
    const found = parsed.parts.find(({ document }) => document.part === part);
    if (found !== undefined) return found;
    if (parsed.next === null || parsed.next <= cursor) return null;
    cursor = parsed.next;
  }
  return null;
}
