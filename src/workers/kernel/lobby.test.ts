import { expect, test, vi } from 'vitest';
import { channelEndpoint, kernelLock, whenReleased } from './lobby.ts';

test('a page that is frozen as it hears of a death keeps nobody else from hearing of it', async () => {
  const { locks } = navigator;
  const name = kernelLock('01a2001b-9ddb-7000-8c99-dd152cfbc941');
  const life = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const alive = locks.request(name, () => {
    held.resolve();
    return life.promise;
  });
  await held.promise;
  const { signal } = new AbortController();
  const frozen = Promise.withResolvers<void>();
  const heard = vi.fn();
  whenReleased(locks, name, signal, () => frozen.promise);
  whenReleased(locks, name, signal, heard);
  expect((await locks.query()).pending).toHaveLength(2);
  expect(heard).not.toHaveBeenCalled();

  life.resolve();
  await alive;
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  frozen.resolve();
});

test('what is said into a channel that is closed is heard by nobody, and is no error', () => {
  const channel = new BroadcastChannel('hearth:test');
  const endpoint = channelEndpoint(channel);
  channel.close();
  expect(() => endpoint.postMessage('good-bye')).not.toThrow();
});
