import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectPlaces, type Place } from './collect.ts';

const file = (name: string): Place => ({ kind: 'file', name, open: async () => new File(['x'], name) });
const folder = (name: string, children: readonly Place[]): Place => ({
  kind: 'folder',
  name,
  async *list() {
    yield* children;
  },
});
/** As a symbolic link to its own parent looks: the same folder again, for ever. */
const loop = (name: string): Place => ({
  kind: 'folder',
  name,
  async *list() {
    yield file('note.md');
    yield loop('self');
  },
});
const paths = async (...places: Place[]) => (await collectPlaces(places)).sources.map((source) => source.path);

describe('collecting what the user gave', () => {
  it('keeps the folder tree in the paths', async () => {
    expect(await paths(folder('Vault', [file('a.md'), folder('House', [file('b.md')])]))).toEqual([
      'Vault/a.md',
      'Vault/House/b.md',
    ]);
  });

  it('takes its name from the one folder that was given, and none from several', async () => {
    expect((await collectPlaces([folder('Vault', [])])).label).toBe('Vault');
    expect((await collectPlaces([file('a'), file('b')])).label).toBeNull();
    expect((await collectPlaces([file('Vault/a.md'), file('Vault/House/b.md')])).label).toBe('Vault');
  });

  it('does not enter hidden folders and folders of programs', async () => {
    const vault = folder('Vault', [folder('.git', [file('x')]), folder('node_modules', [file('y')]), file('a.md')]);
    expect(await paths(vault)).toEqual(['Vault/a.md']);
  });

  it('ends a loop of symbolic links at the depth limit and says where', async () => {
    const { sources, leftOut } = await collectPlaces([loop('Vault'), folder('Other', [file('b.md')])]);
    expect(sources.some((source) => source.path === 'Other/b.md')).toBe(true);
    expect(sources).toHaveLength(41);
    expect(leftOut.map((left) => left.reason)).toEqual(['too-deep']);
  });

  it('ends a loop that branches at the limit of entries', async () => {
    const wild = (name: string): Place => ({
      kind: 'folder',
      name,
      async *list() {
        for (let i = 0; i < 10; i++) yield wild(String(i));
        yield file('note.md');
      },
    });
    const { sources, leftOut } = await collectPlaces([wild('Vault')], { limits: { maxEntries: 5_000, maxDepth: 40 } });
    expect(sources.length).toBeLessThanOrEqual(5_000);
    expect(leftOut.map((left) => left.reason)).toEqual(['too-many']);
  });

  it('names a file and a folder that cannot be opened, and takes the rest', async () => {
    const gone: Place = { kind: 'file', name: 'gone.md', open: () => Promise.reject(new DOMException('gone')) };
    const shut: Place = {
      kind: 'folder',
      name: 'shut',
      // biome-ignore lint/correctness/useYield: it fails before it can give anything
      async *list() {
        throw new DOMException('no permission');
      },
    };
    const { sources, leftOut } = await collectPlaces([folder('V', [gone, shut, file('a.md')])]);
    expect(sources.map((source) => source.path)).toEqual(['V/a.md']);
    expect(leftOut).toEqual([
      { path: 'V/gone.md', reason: 'unreadable' },
      { path: 'V/shut', reason: 'unreadable' },
    ]);
  });

  it('stops when it is told to', async () => {
    await expect(collectPlaces([loop('V')], { signal: { aborted: true } })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('collects 50,000 files in seconds', async () => {
    const many = folder(
      'Many',
      Array.from({ length: 500 }, (_, d) =>
        folder(
          `d${d}`,
          Array.from({ length: 100 }, (_, f) => file(`${f}.md`)),
        ),
      ),
    );
    const { sources } = await collectPlaces([many]);
    expect(sources).toHaveLength(50_000);
    expect(new Set(sources.map((source) => source.path)).size).toBe(50_000);
  });

  it('finds every file of any tree exactly once', async () => {
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    const { tree } = fc.letrec<{ tree: Place }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        name.map(file),
        fc.tuple(name, fc.array(tie('tree'), { maxLength: 4 })).map(([n, children]) => folder(n, children)),
      ),
    }));
    const count = async (place: Place): Promise<number> => {
      if (place.kind === 'file') return 1;
      let sum = 0;
      for await (const child of place.list()) sum += await count(child);
      return sum;
    };
    await fc.assert(
      fc.asyncProperty(tree, async (place) => {
        expect((await collectPlaces([place])).sources).toHaveLength(await count(place));
      }),
    );
  });
});
