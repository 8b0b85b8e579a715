import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseChord } from '../../core/keys/reserved.ts';
import { type AppCommand, createCommandRegistry } from './registry.ts';

const command = (id: string, more: Partial<AppCommand> = {}): AppCommand => ({
  id,
  text: 'commands.sheet',
  section: 'go',
  run: () => undefined,
  ...more,
});
const ids = (list: readonly AppCommand[]) => list.map(({ id }) => id);

test('commands are listed by section while their owner is there', () => {
  const registry = createCommandRegistry();
  const [one, two] = [{}, {}];
  registry.put(one, [command('help', { section: 'help' }), command('a')]);
  registry.put(two, [command('b')]);
  expect(ids(registry.list())).toEqual(['a', 'b', 'help']);
  registry.put(one, []);
  expect(ids(registry.list())).toEqual(['b']);
});

test('an owner that gives the same again, in turn with others, changes nothing that is shown', () => {
  const registry = createCommandRegistry();
  const owners = [{}, {}];
  for (const [at, owner] of owners.entries()) registry.put(owner, [command(`c${at}`)]);
  const [list, heard] = [registry.list(), { times: 0 }];
  registry.onChange(() => heard.times++);
  for (const at of [0, 1, 0]) registry.put(owners[at] ?? {}, [command(`c${at}`)]);
  expect(registry.list()).toBe(list);
  expect(heard.times).toBe(0);
});

test('what is listed runs what the owner gave last', async () => {
  const registry = createCommandRegistry();
  const owner = {};
  const ran: string[] = [];
  registry.put(owner, [command('a', { run: () => void ran.push('first') })]);
  const [listed] = registry.list();
  registry.put(owner, [command('a', { run: () => void ran.push('last') })]);
  await listed?.run?.();
  expect(ran).toEqual(['last']);
});

test('no command brings keys that belong to the browser, the system or a screen reader', () => {
  const app = new URL('..', import.meta.url).pathname;
  const brought = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .flatMap((path) =>
      [...readFileSync(join(app, path), 'utf8').matchAll(/\bkeys: '([^']+)'/g)].map(([, keys = '']) => keys),
    )
    // Escape closes; it is not given away.
    .filter((keys) => keys !== 'Escape');
  expect(brought.length).toBeGreaterThan(10);
  const refused = (['mac', 'windows', 'linux'] as const).flatMap((platform) =>
    brought.filter((keys) => refuseChord(keys, platform) !== null).map((keys) => `${keys} on ${platform}`),
  );
  expect(refused).toEqual([]);
});
