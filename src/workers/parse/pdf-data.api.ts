/** A file that pdf.js asks for on the way, by the library's own words. */
export interface PdfDataRequest {
  readonly kind: 'cMapUrl' | 'standardFontDataUrl' | 'wasmUrl';
  readonly filename: string;
}

/** Addresses on the own origin, by paths that end with the file's name. */
type Addresses = Readonly<Record<string, string>>;

/**
 * The codes of Chinese, Japanese and Korean characters (Adobe's CMaps), for fonts that a file names and does not hold.
 * They are fetched one by one when a file needs them, and not kept for offline use beforehand.
 */
export const CHARACTER_CODES: Addresses = import.meta.glob('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url',
  import: 'default',
  eager: true,
});

export interface PdfDataOptions {
  readonly files: readonly Addresses[];
  /** What was asked for and exists, and could not be fetched. */
  readonly onMissing?: (request: PdfDataRequest) => void;
}

/** The class that pdf.js makes one of for each file. What it does not get, it does without. */
export function pdfData({ files, onMissing }: PdfDataOptions) {
  const byName = new Map(
    files.flatMap(Object.entries<string>).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]),
  );
  return class {
    async fetch(request: PdfDataRequest): Promise<Uint8Array> {
      const url = byName.get(request.filename);
      if (url === undefined) throw new Error(`Hearth does not come with ${request.filename}.`);
      try {
        const response = await fetch(url);
        if (!response.ok) throw new Error(`${request.filename} cannot be loaded: ${response.status}.`);
        return new Uint8Array(await response.arrayBuffer());
      } catch (thrown) {
        onMissing?.(request);
        throw thrown;
      }
    }
  };
}
