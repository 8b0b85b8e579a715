import * as Comlink from 'comlink';
import type { WriteBench } from './write.worker.ts';

window.trustedTypes.createPolicy('default', { createScriptURL: (url) => url });

const worker = new Worker(new URL('./write.worker.ts', import.meta.url), { type: 'module' });
const remote = Comlink.wrap<WriteBench>(worker);

const writeBench = { measure: (pairs: number) => remote.measure(pairs) };

declare global {
  interface Window {
    writeBench: { measure(pairs: number): Promise<WriteTimes> };
    trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown };
  }
}

/** In milliseconds, one for each write. */
export interface WriteTimes {
  readonly bare: readonly number[];
  readonly commands: readonly number[];
}

window.writeBench = writeBench;
