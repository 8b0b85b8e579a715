import { expect, test } from 'vitest';
import { createCallQueue } from './call-queue.ts';

function gate() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

test('one call runs at a time, and chat goes before background', async () => {
  const queue = createCallQueue(() => undefined);
  const order: string[] = [];
  const first = gate();
  const calls = [
    queue.run('background', undefined, () => first.promise),
    queue.run('background', undefined, async () => void order.push('background')),
    queue.run('chat', undefined, async () => void order.push('chat 1')),
    queue.run('chat', undefined, async () => void order.push('chat 2')),
  ];
  first.resolve();
  await Promise.all(calls);
  expect(order).toEqual(['chat 1', 'chat 2', 'background']);
});

test('a call that is stopped while it waits never begins', async () => {
  const queue = createCallQueue(() => undefined);
  const first = gate();
  const stop = new AbortController();
  let began = false;
  const running = queue.run('chat', undefined, () => first.promise);
  const waiting = queue.run('chat', stop.signal, async () => {
    began = true;
  });
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  first.resolve();
  await running;
  expect(began).toBe(false);
});

test('a call that fails does not hold up the next, and idleness is told once', async () => {
  let idle = 0;
  const queue = createCallQueue(() => void idle++);
  const failing = queue.run('chat', undefined, () => Promise.reject(new Error('broken')));
  const next = queue.run('chat', undefined, async () => 7);
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe(7);
  await Promise.resolve();
  expect(queue.isIdle()).toBe(true);
  expect(idle).toBe(1);
});
