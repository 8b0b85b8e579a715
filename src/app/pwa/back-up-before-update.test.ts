import { expect, test, vi } from 'vitest';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { backUpBeforeUpdate } from './back-up-before-update.ts';

const clientWith = (state: 'ready' | 'failed', backUpNow: () => Promise<unknown>) =>
  ({ connection: { state }, backUpNow }) as unknown as HearthClient;

test('a backup is made before an update; one that fails, or a store that is not open, does not hold it up', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const made = vi.fn(async () => undefined);
  await backUpBeforeUpdate(clientWith('ready', made));
  expect(made).toHaveBeenCalledOnce();
  await backUpBeforeUpdate(clientWith('ready', () => Promise.reject(new Error('full'))));
  expect(warned).toHaveBeenCalledOnce();
  await backUpBeforeUpdate(clientWith('failed', made));
  expect(made).toHaveBeenCalledOnce();
});
