import { DIST, ensureBuilt } from './build.ts';
import { serveStatic } from './serve.ts';

/** `npm start`: the built app on this machine. `HEARTH_PORT` names the port; else 4173 or the next free one. */

const FIRST_PORT = 4173;
const PORTS_TRIED = 50;

ensureBuilt();
const { HEARTH_PORT } = process.env;
const server = HEARTH_PORT ? await serveStatic({ dir: DIST, port: Number(HEARTH_PORT) }) : await serveOnFreePort();
console.log(`\n  Hearth is at ${server.url}\n  Ctrl+C ends it.\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void server.close().then(() => process.exit(0)));

async function serveOnFreePort() {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port++) {
    const started = await serveStatic({ dir: DIST, port }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return null;
      throw error;
    });
    if (started !== null) return started;
  }
  throw new Error(`No free port from ${FIRST_PORT} on; name one in HEARTH_PORT.`);
}
