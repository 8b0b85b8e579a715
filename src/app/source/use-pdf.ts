import { useEffect, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { useClient } from '../client.tsx';
import type { PageSize, PdfFile } from './pdf-file.ts';

/** Pages whose sizes are read before any is shown; further ones count as large as the first until they come into view. */
const MEASURED = 1_000;
const A4: PageSize = { width: 595, height: 842 };

export type PdfState =
  | { readonly is: 'loading' }
  /** `gone`: there is no original. `unreadable`: it cannot be opened, or the part of Hearth that draws it is not there. */
  | { readonly is: 'failed'; readonly why: 'gone' | 'unreadable' }
  | {
      readonly is: 'ready';
      readonly file: PdfFile;
      /** Of every page, from the first. */
      readonly sizes: readonly PageSize[];
    };

async function sizesOf(file: PdfFile): Promise<readonly PageSize[]> {
  const sizes: PageSize[] = [];
  for (let page = 1; page <= Math.min(file.pageCount, MEASURED); page += 1)
    sizes.push(await file.sizeOf(page).catch(() => sizes[0] ?? A4)); // a broken page is said in its place
  const rest = Array.from({ length: file.pageCount - sizes.length }, () => sizes[0] ?? A4);
  return [...sizes, ...rest];
}

/** Opens an item's original as a PDF while `wanted`, and lets go of it afterwards. */
export function usePdf(itemId: Id, wanted: boolean): PdfState {
  const client = useClient();
  const [state, setState] = useState<PdfState>({ is: 'loading' });
  useEffect(() => {
    if (!wanted) return;
    let file: PdfFile | null = null;
    let stopped = false;
    const open = async (): Promise<PdfState> => {
      const original = await client.original(itemId);
      if (original === null) return { is: 'failed', why: 'gone' };
      const { openPdf } = await import('./pdf-file.ts');
      const bytes = new Uint8Array(await original.arrayBuffer());
      file = await openPdf(bytes);
      return { is: 'ready', file, sizes: await sizesOf(file) };
    };
    const failed = (): PdfState => ({ is: 'failed', why: 'unreadable' });
    void open()
      .catch(failed)
      .then((next) => {
        if (stopped) file?.close();
        else setState(next);
      });
    return () => {
      stopped = true;
      file?.close();
      setState({ is: 'loading' });
    };
  }, [client, itemId, wanted]);
  return state;
}
