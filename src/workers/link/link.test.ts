import { MessageChannel } from 'node:worker_threads';
import type { Endpoint } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import type { Progress } from '../../core/ports.ts';
import { connectMethods } from './connect.ts';
import { type CallContext, exposeMethods } from './expose.ts';

const channels: { close(): void }[] = [];

/** Node's port takes `on`, Comlink wants DOM events: both are there on worker_threads' ports. */
function pair(): [Endpoint, Endpoint] {
  const { port1, port2 } = new MessageChannel();
  channels.push({ close: () => port1.close() });
  return [endpointOf(port1), endpointOf(port2)];
}

function endpointOf(port: InstanceType<typeof MessageChannel>['port1']): Endpoint {
  const target = port as typeof port & EventTarget;
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listener) => target.addEventListener(type, listener),
    removeEventListener: (type, listener) => target.removeEventListener(type, listener),
    start: () => port.start(),
  };
}

function linked(methods: Parameters<typeof exposeMethods>[1], onEvent?: (name: string, value: unknown) => void) {
  const [here, there] = pair();
  const exposed = exposeMethods(there, methods);
  return { remote: connectMethods(here, onEvent === undefined ? {} : { onEvent }), exposed };
}

afterEach(() => {
  for (const channel of channels.splice(0)) channel.close();
});

describe('a linked call', () => {
  it('returns what the method returns', async () => {
    const { remote } = linked({ add: ({ a, b }: { a: number; b: number }) => a + b });
    await expect(remote.call('add', { a: 2, b: 3 })).resolves.toBe(5);
  });

  it('carries an error with its code, sentence, retry and details', async () => {
    const { remote } = linked({
      fail: () => {
        throw new AppError('too-large', 'Too large.', { details: { limit: 7 }, retryable: true });
      },
    });
    const error = await remote.call('fail', null).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'too-large', message: 'Too large.', retryable: true, details: { limit: 7 } });
  });

  it('refuses a method that is not there, also one of Object’s', async () => {
    const { remote } = linked({});
    await expect(remote.call('toString', null)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('aborts the work on the other side', async () => {
    let seen: AbortSignal | undefined;
    const started = Promise.withResolvers<void>();
    const { remote } = linked({
      slow: (_: null, { signal }: CallContext) => {
        seen = signal;
        started.resolve();
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    const abort = new AbortController();
    const call = remote.call('slow', null, { signal: abort.signal });
    await started.promise;
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => seen?.aborted).toBe(true);
  });

  it('times out, and cancels what it waited for', async () => {
    let cancelled = false;
    const { remote } = linked({
      never: (_: null, { signal }: CallContext) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            cancelled = true;
          });
        }),
    });
    await expect(remote.call('never', null, { timeoutMs: 20 })).rejects.toMatchObject({
      code: 'timeout',
      retryable: true,
    });
    await expect.poll(() => cancelled).toBe(true);
  });

  it('reports progress and parts to the caller that asked, in order', async () => {
    const { remote } = linked({
      count: (_: null, context: CallContext) => {
        for (let done = 1; done <= 3; done++) context.progress({ done, total: 3 });
        context.part('a');
        context.part('b');
        return 'end';
      },
    });
    const seen: unknown[] = [];
    const onProgress = ({ done }: Progress) => seen.push(done);
    await remote.call('count', null, { onProgress, onPart: (part) => seen.push(part) });
    expect(seen).toEqual([1, 2, 3, 'a', 'b']);
  });

  it('settles with the reason when the connection is closed under it', async () => {
    const { remote } = linked({ never: () => new Promise(() => undefined) });
    const call = remote.call('never', null);
    remote.close(new AppError('kernel-gone', 'The other tab went away.'));
    await expect(call).rejects.toMatchObject({ code: 'kernel-gone', retryable: true });
    await expect(remote.call('never', null)).rejects.toMatchObject({ code: 'kernel-gone' });
  });

  it('rejects an input that cannot be cloned', async () => {
    const { remote } = linked({ id: (input: unknown) => input });
    await expect(remote.call('id', () => 1)).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('events', () => {
  it('reach the connected side', async () => {
    const seen: unknown[] = [];
    const { exposed } = linked({}, (name, value) => seen.push([name, value]));
    exposed.emit('changed', { table: 'items' });
    await expect.poll(() => seen).toEqual([['changed', { table: 'items' }]]);
  });
});
