/** A page of the store's tests: `hearthStore.start()` starts a worker, `hearthStore.call(name, argument)` asks it. */
import type { Answer, Request } from './messages.ts';

declare global {
  interface Window {
    hearthStore: { start(): void; stop(): void; call(name: string, argument?: unknown): Promise<unknown> };
    trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown };
  }
}

window.trustedTypes.createPolicy('default', { createScriptURL: (url) => url });

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, (answer: Answer) => void>();

window.hearthStore = {
  start() {
    worker = new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => waiting.get(data.id)?.(data);
    worker.onerror = (event) => console.error('worker', event.message);
  },
  stop() {
    worker?.terminate();
  },
  call(name, argument) {
    const request: Request = { id: ++count, name, argument };
    return new Promise((resolve, reject) => {
      waiting.set(request.id, (answer) => (answer.error ? reject(new Error(answer.error)) : resolve(answer.value)));
      worker?.postMessage(request);
    });
  },
};
