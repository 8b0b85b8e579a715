import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { COMMON_HEADERS, DIAGRAM_POLICY, PAGE_POLICY, WORKER_POLICY } from '../src/workers/sw/policy.ts';

export interface ServeStaticOptions {
  readonly dir: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** Path below which the folder is served, with slashes around. Default `/`. */
  readonly basePath?: string;
  /** Added to every answer, over Hearth's own. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface StaticServer {
  /** With a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.jinja': 'text/plain; charset=utf-8',
};

/** Compressed on the way. Not WASM and models: on one machine that takes longer than it saves. */
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.webmanifest', '.md', '.txt']);

/** Serves a built folder on this machine as any static host would, with Hearth's headers. Rejects when the port is taken. */
export async function serveStatic(options: ServeStaticOptions): Promise<StaticServer> {
  const { port = 0, basePath = '/' } = options;
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      // Mostly a client that went away in the middle of a file.
      if (!response.headersSent) refuse(response, 500);
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}${basePath}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: ServeStaticOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const path = pathBelow(request.url ?? '/', options.basePath ?? '/');
  const file = path === null ? null : fileBelow(options.dir, path);
  const found = file === null ? null : await stat(file).catch(() => null);
  if (path === null || file === null || !found?.isFile()) return refuse(response, 404);
  for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
  for (const [name, value] of Object.entries(options.headers ?? {})) response.setHeader(name, value);
  await send(request, response, file, found);
}

/** `null` for what is outside of the base path or no address at all. */
function pathBelow(url: string, basePath: string): string | null {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    if (!path.startsWith(basePath) || path.includes('\0')) return null;
    const below = path.slice(basePath.length);
    return below === '' || below.endsWith('/') ? `${below}index.html` : below;
  } catch {
    return null; // a broken escape
  }
}

function fileBelow(dir: string, path: string): string | null {
  const root = resolve(dir);
  const file = resolve(root, path);
  const hidden = path.split(/[/\\]/).some((part) => part.startsWith('.'));
  return file.startsWith(root + sep) && !hidden && path !== '_headers' ? file : null;
}

function headersFor(path: string): Record<string, string> {
  const type = extname(path);
  const headers: Record<string, string> = { 'Content-Type': TYPES[type] ?? 'application/octet-stream' };
  headers['Cache-Control'] = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  if (path === 'sw.js' || type === '.html') headers['Cache-Control'] = 'no-store';
  if (type === '.html' || type === '.svg') headers['Content-Security-Policy'] = PAGE_POLICY;
  if (path === 'diagram.html') headers['Content-Security-Policy'] = DIAGRAM_POLICY;
  if (type === '.js') headers['Content-Security-Policy'] = WORKER_POLICY;
  return headers;
}

async function send(request: IncomingMessage, response: ServerResponse, file: string, found: Stats): Promise<void> {
  const type = extname(file);
  const etag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', found.mtime.toUTCString());
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  const range = rangeOf(request.headers.range, found.size);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${found.size}`);
    return refuse(response, 416);
  }
  if (range === null && COMPRESSED.has(type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    response.writeHead(200, { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' });
    if (request.method === 'HEAD') return void response.end();
    return pipeline(createReadStream(file), createGzip({ level: 6 }), response);
  }
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Length', end - start + 1);
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${found.size}`);
  response.writeHead(range ? 206 : 200);
  if (request.method === 'HEAD' || found.size === 0) return void response.end();
  return pipeline(createReadStream(file, { start, end }), response);
}

/** One range of RFC 9110, 14.1.2; several, or another unit, count as none, as the RFC allows. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${status}\n`);
}
