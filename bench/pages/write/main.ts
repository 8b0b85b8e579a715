import * as Comlink from 'comlink';
import type { EngineKind } from '../../../src/db/stores/directory.ts';
import type { RebuildBench, RebuildTimes } from './rebuild.worker.ts';
import type { WriteBench } from './write.worker.ts';

window.trustedTypes.createPolicy('default', { createScriptURL: (url) => url });

const worker = new Worker(new URL('./write.worker.ts', import.meta.url), { type: 'module' });
const remote = Comlink.wrap<WriteBench>(worker);

const writeBench = {
  measure: (pairs: number, kind: EngineKind = 'pglite', bulkRows = 0) => remote.measure(pairs, kind, bulkRows),
  /** The worker stays, so that its memory can be measured. */
  rebuild(chunks: number, kind: EngineKind) {
    const rebuilding = new Worker(new URL('./rebuild.worker.ts', import.meta.url), { type: 'module' });
    return Comlink.wrap<RebuildBench>(rebuilding).measure(chunks, kind);
  },
};

declare global {
  interface Window {
    writeBench: {
      measure(pairs: number, kind?: EngineKind, bulkRows?: number): Promise<WriteTimes>;
      rebuild(chunks: number, kind: EngineKind): Promise<RebuildTimes>;
    };
    trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown };
  }
}

/** In milliseconds, one for each write. */
export interface WriteTimes {
  readonly bare: readonly number[];
  readonly commands: readonly number[];
  /** To write so many rows, each with its change log, 500 a command. */
  readonly bulkMs: number;
  /** To read all of them. */
  readonly readMs: number;
  /** Of the store afterwards. */
  readonly bytes: number;
}

window.writeBench = writeBench;
