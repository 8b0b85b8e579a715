import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright';
import type { EngineKind } from '../../src/db/stores/directory.ts';
import { launchProfile } from './harness/browser.ts';
import type { Verdict } from './store-harness/damage.ts';
import { openStoreTab, type StoreTab } from './store-harness/page.ts';

/** Stores whose files are altered at random, one seed after the other, in one browser. */

export interface Tried extends Verdict {
  readonly kind: EngineKind;
  readonly closed: boolean;
  readonly seed: number;
}

export interface Corruption {
  readonly kind: EngineKind;
  /** Whether the store had been closed in order before. */
  readonly closed: boolean;
  readonly seeds: readonly number[];
}

/** What takes longer is taken for a hang. */
const PATIENCE_MS = 45_000;

export async function tryCorruptions(
  url: string,
  { kind, closed, seeds }: Corruption,
  onTried: (tried: Tried) => void = () => undefined,
): Promise<Tried[]> {
  const profile = mkdtempSync(join(tmpdir(), 'hearth-corrupt-'));
  let session = await begin(profile, url, kind);
  try {
    await session.tab.call('makeStore', { kind, closed });
    await session.tab.restart();
    await session.tab.call('keepFiles');
    const all: Tried[] = [];
    for (const seed of seeds) {
      let verdict = await tryOne(session.tab, kind, seed);
      if (verdict === null) {
        // A browser that does not answer is given one more chance, as the user would.
        await session.context.close();
        session = await begin(profile, url, kind);
        verdict = (await tryOne(session.tab, kind, seed)) ?? wrong('it did not answer');
      }
      const tried = { kind, closed, seed, ...verdict };
      all.push(tried);
      onTried(tried);
    }
    return all;
  } finally {
    await session.context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

interface Session {
  readonly context: BrowserContext;
  readonly tab: StoreTab;
}

async function begin(profile: string, url: string, kind: EngineKind): Promise<Session> {
  const context = await launchProfile(profile);
  const tab = await openStoreTab(context, url);
  await tab.page.evaluate(async (of) => {
    const engine = await window.hearthStore.call('compile', { kind: of });
    Object.assign(window, { engine });
  }, kind);
  return { context, tab };
}

/** Null where it does not answer in time. */
async function tryOne(tab: StoreTab, kind: EngineKind, seed: number): Promise<Verdict | null> {
  await tab.restart();
  const hang = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref());
  const verdict = tab.page
    .evaluate(
      (of) => window.hearthStore.call('tryDamage', { ...of, engine: Reflect.get(window, 'engine') as unknown }),
      { kind, seed },
    )
    .then(
      (value) => value as Verdict,
      (thrown: unknown) => wrong(String(thrown)),
    );
  return Promise.race([verdict, hang]);
}

const wrong = (why: string): Verdict => ({ told: '', outcome: 'wrong', why, bootMs: 0, deepMs: 0 });
