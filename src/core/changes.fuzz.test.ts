import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOperation, type Cell, type Operation, type Replica, tickHlc } from './changes.ts';

const DEVICES = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
const deviceId = DEVICES[0] ?? '';

describe('the hybrid logical clock', () => {
  test('strictly increases on a device, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 45 }), { minLength: 2, maxLength: 50 }), (times) => {
        let last: string | null = null;
        for (const ms of times) {
          const next: string = tickHlc(last, ms, deviceId);
          expect(last === null || next > last).toBe(true);
          last = next;
        }
      }),
    );
  });

  test('counts on into the next millisecond when one is used up', () => {
    let last = tickHlc(null, 1000, deviceId);
    for (let i = 0; i <= 0xffff; i++) {
      const next = tickHlc(last, 1000, deviceId);
      if (next <= last) throw new Error(`${next} after ${last}`);
      last = next;
    }
    expect(last).toBe(tickHlc(null, 1001, deviceId));
  });

  test('a text that is no clock is refused', () => {
    expect(() => tickHlc('yesterday', 0, deviceId)).toThrow(RangeError);
  });
});

const operation = fc
  .record({
    device: fc.nat(1),
    ms: fc.nat(5),
    counter: fc.nat(3),
    key: fc.constantFrom('k1', 'k2'),
    cells: fc.dictionary(fc.constantFrom('title', 'folder', 'deleted_ms'), fc.nat(9) as fc.Arbitrary<Cell>, {
      minKeys: 1,
    }),
  })
  .map(({ device, ms, counter, key, cells }): Operation => {
    const from = DEVICES[device] ?? '';
    const hlc = `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${from}`;
    return {
      deviceId: from,
      sequence: 1,
      hlc,
      schemaVersion: 1,
      workspaceId: 'w',
      actor: 'user',
      commandId: 'c',
      table: 'items',
      key,
      cells,
      seen: {},
    };
  });

/** A device makes one operation for a clock. */
const operations = fc.uniqueArray(operation, { selector: ({ hlc }) => hlc, maxLength: 12 });

const replay = (list: readonly Operation[]): unknown => {
  const replica: Replica = new Map();
  for (const each of list) applyOperation(replica, each);
  return replica;
};

describe('a replica', () => {
  test('is the same for any order and any repetition of the operations', () => {
    fc.assert(
      fc.property(operations, fc.infiniteStream(fc.nat()), (list, order) => {
        const shuffled = [...list, ...list]
          .map((each) => ({ each, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at);
        expect(replay(shuffled.map(({ each }) => each))).toEqual(replay(list));
      }),
    );
  });

  test('holds for each cell the value with the greatest clock', () => {
    fc.assert(
      fc.property(operations, (list) => {
        const replica: Replica = new Map();
        for (const each of list) applyOperation(replica, each);
        for (const each of list) {
          for (const [column, value] of Object.entries(each.cells)) {
            const held = replica.get('items')?.get(each.key)?.get(column);
            expect((held?.hlc ?? '') >= each.hlc).toBe(true);
            if (held?.hlc === each.hlc) expect(held.value).toBe(value);
          }
        }
      }),
    );
  });
});
