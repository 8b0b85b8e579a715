import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Trap {
  /** For `--proxy-server`. */
  readonly address: string;
  /** Hosts that the browser asked for, without the browser maker's own. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Chromium itself looks for updates and the like, whatever the flags; no page has these addresses from Hearth. */
const BROWSERS_OWN =
  /(^|\/\/|\.)(google|googleapis|gstatic|gvt1|gvt2|googleusercontent|chromium|google-analytics)\.(com|org)\b/;

/**
 * A proxy that lets nothing through and writes down what was wanted: so that no request goes unseen, whoever made it,
 * a page, a worker, the service worker, a prefetch.
 */
export async function openTrap(): Promise<Trap> {
  const seen: string[] = [];
  const note = (wanted: string): void => {
    if (!BROWSERS_OWN.test(wanted)) seen.push(wanted);
  };
  const server = createServer((request, response) => {
    note(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    note(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
