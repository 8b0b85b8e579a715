import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openTestHouse, type TestHouse } from './kernel-harness.ts';

/** The house of a file of tests: opened before the first, empty before each, closed after the last. */
export function testHouse(): TestHouse {
  let opened: TestHouse | null = null;
  const house = () => {
    if (opened === null) throw new Error('the house is open within tests only');
    return opened;
  };
  beforeAll(async () => {
    opened = await openTestHouse();
  }, 60_000);
  beforeEach(() => house().wipe());
  afterAll(() => opened?.close());
  return {
    get store() {
      return house().store;
    },
    get clock() {
      return house().clock;
    },
    get blobs() {
      return house().blobs;
    },
    get files() {
      return house().files;
    },
    get ids() {
      return house().ids;
    },
    open: (options) => house().open(options),
    wipe: () => house().wipe(),
    close: () => house().close(),
  };
}
