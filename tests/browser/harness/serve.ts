import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** The policy that Hearth is served with (`docs/security.md`). */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
    "require-trusted-types-for 'script'; object-src 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** What goes wrong with a file; it is used up after `times` answers (default: for ever). */
export type Fault = { readonly times?: number } & (
  | { readonly kind: 'cut'; readonly afterBytes: number } // the connection breaks
  | { readonly kind: 'short'; readonly bytes: number } // a smaller file, served whole
  | { readonly kind: 'alter'; readonly at: number } // one byte is another
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'hang'; readonly afterBytes: number } // no more comes
);

export interface SeenRequest {
  readonly path: string;
  readonly range: string | null;
}

export interface TestServer {
  /** Where the page is, with a slash at its end. */
  readonly url: string;
  readonly requests: SeenRequest[];
  /** By path below `url`. */
  readonly faults: Map<string, Fault>;
  /** Whether `Range` is answered with a part. */
  ranges: boolean;
  /** Files that are not on disk, by path below `url`. */
  readonly files: Map<string, Uint8Array>;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Path below which it is served, with slashes around. */
  readonly base?: string;
  /** The first folder that has the file serves it. */
  readonly folders: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A static server in a sub-path, with Hearth's headers, whose files can be made to break. */
export async function serve({ base = '/', folders, headers = SECURITY_HEADERS }: ServeOptions): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const faults = new Map<string, Fault>();
  const files = new Map<string, Uint8Array>();
  let ranges = true;

  const server = createServer((request, response) => {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!pathname.startsWith(base)) return refuse(response, 404);
    const path = pathname.slice(base.length) || 'index.html';
    requests.push({ path, range: request.headers.range ?? null });
    const fault = takeFault(faults, path);
    if (fault?.kind === 'status') return refuse(response, fault.status);
    const file = files.get(path) ?? openBelow(folders, path);
    if (file === null) return refuse(response, 404);
    send(request, response, { path, file, fault, ranges });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${base}`,
    requests,
    faults,
    files,
    get ranges() {
      return ranges;
    },
    set ranges(value) {
      ranges = value;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Answer {
  readonly path: string;
  readonly file: Uint8Array | string;
  readonly fault: Fault | undefined;
  readonly ranges: boolean;
}

function send(request: IncomingMessage, response: ServerResponse, { path, file, fault, ranges }: Answer): void {
  const whole = typeof file === 'string' ? statSync(file).size : file.byteLength;
  const size = fault?.kind === 'short' ? Math.min(fault.bytes, whole) : whole;
  const start = ranges ? startOf(request.headers.range) : 0;
  if (start >= size && start > 0) {
    refuse(response, 416);
    return;
  }
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', size - start);
  if (start > 0) response.setHeader('Content-Range', `bytes ${start}-${size - 1}/${size}`);
  response.writeHead(start > 0 ? 206 : 200);
  if (fault === undefined && typeof file === 'string') createReadStream(file, { start }).pipe(response);
  else sendFaulty(response, Uint8Array.from(typeof file === 'string' ? readFileSync(file) : file), start, size, fault);
}

function sendFaulty(response: ServerResponse, bytes: Uint8Array, start: number, size: number, fault?: Fault): void {
  if (fault?.kind === 'alter') bytes[fault.at] = (bytes[fault.at] ?? 0) ^ 0xff;
  if (fault?.kind !== 'cut' && fault?.kind !== 'hang') {
    response.end(bytes.subarray(start, size));
    return;
  }
  const end = Math.max(start, fault.afterBytes);
  response.write(bytes.subarray(start, end), () => {
    // A moment, so that what was written arrives before the connection breaks.
    if (fault.kind === 'cut') setTimeout(() => response.destroy(), 50);
  });
}

const startOf = (range: string | undefined): number => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);

function takeFault(faults: Map<string, Fault>, path: string): Fault | undefined {
  const fault = faults.get(path);
  if (fault?.times !== undefined) {
    if (fault.times <= 1) faults.delete(path);
    else faults.set(path, { ...fault, times: fault.times - 1 });
  }
  return fault;
}

function openBelow(folders: readonly string[], path: string): string | null {
  const inside = normalize(path);
  if (inside.startsWith('..')) return null;
  const found = folders
    .map((folder) => join(folder, inside))
    .find((file) => existsSync(file) && statSync(file).isFile());
  return found ?? null;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain' });
  response.end(`${status}`);
}
