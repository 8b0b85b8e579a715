import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageTree, type TreeMessage } from './message-tree.ts';

/** Messages in any order, with parents that may be gone, not there, or in a ring. */
const messages = fc
  .array(
    fc.record({
      parent: fc.option(fc.nat(14), { freq: 6 }),
      createdMs: fc.nat(20),
      readMs: fc.option(fc.nat(40)),
      gone: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    }),
    { maxLength: 14 },
  )
  .map((rows): TreeMessage[] =>
    rows.map(({ parent, ...row }, at) => ({ ...row, id: `m${at}`, parentId: parentOf(parent, at) })),
  );
/** Mostly one that was written before; now and then any, itself too. */
const parentOf = (parent: number | null, at: number): string | null =>
  parent === null || at === 0 ? null : `m${parent > 11 ? parent : parent % at}`;

const leaf = fc.option(
  fc.nat(14).map((at) => `m${at}`),
  { freq: 6 },
);

test('the branch that is read leads from a first message to an end, each the child of the one above, none of them gone', () => {
  fc.assert(
    fc.property(messages, leaf, (all, leafId) => {
      const tree = messageTree(all);
      const branch = tree.branch(leafId);
      const byId = new Map(all.map((message) => [message.id, message]));
      for (const [at, id] of branch.entries()) {
        expect(byId.get(id)).toMatchObject({ gone: false, parentId: branch[at - 1] ?? null });
      }
      const end = branch.at(-1);
      if (end !== undefined) expect(tree.below(end)).toEqual([end]);
      if (leafId !== null && tree.has(leafId)) expect(branch).toContain(leafId);
      expect(branch.length > 0).toBe(all.some(({ parentId, gone }) => parentId === null && !gone));
    }),
  );
});

test('each message has one place: versions are those beside it, and all below it lead up to it', () => {
  fc.assert(
    fc.property(messages, (all) => {
      const tree = messageTree(all);
      for (const { id } of all.filter((message) => tree.has(message.id))) {
        expect(tree.versionsOf(id)).toContain(id);
        for (const other of tree.versionsOf(id)) expect(tree.versionsOf(other)).toEqual(tree.versionsOf(id));
        for (const lower of tree.below(id)) expect(tree.pathTo(lower)).toContain(id);
      }
    }),
  );
});

test('whoever switches to another branch and back reads what was read before', () => {
  fc.assert(
    fc.property(messages, leaf, fc.nat(14), (all, leafId, to) => {
      const before = messageTree(all);
      const read = before.branch(leafId);
      const goal = `m${to}`;
      if (!before.has(goal) || read.length === 0 || read.includes(goal)) return;
      // As `read-branch` does: the end that is gone away from is remembered.
      const left = read.at(-1);
      const after = messageTree(all.map((message) => (message.id === left ? { ...message, readMs: 1000 } : message)));
      expect(after.branch(after.leafBelow(goal))).toContain(goal);
      const parting = read.find((id) => before.versionsOf(id).some((other) => before.pathTo(goal).includes(other)));
      expect(after.branch(after.leafBelow(parting ?? null))).toEqual(read);
    }),
    { numRuns: 1000 },
  );
});
