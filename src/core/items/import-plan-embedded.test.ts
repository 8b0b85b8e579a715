import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_IMPORT_LIMITS } from './import-limits.ts';
import { type FoundFile, planEmbedded } from './import-plan-embedded.ts';
import { readImportPath } from './path.ts';

const nothing = { files: 0, bytes: 0, paths: new Set<string>() };

const found = (path: string, mail?: string, part = ''): FoundFile => ({
  path,
  sizeBytes: 10,
  mediaType: '',
  attachedTo: mail === undefined ? null : { part, title: mail },
});

const plan = (container: string, files: readonly FoundFile[], before = nothing) =>
  planEmbedded(container, files, DEFAULT_IMPORT_LIMITS, before);

const paths = (container: string, files: readonly FoundFile[], before = nothing) =>
  plan(container, files, before).files.map(({ path }) => path);

test('files of an archive lie in a folder of its name', () => {
  expect(paths('x/vault.zip', [found('a/b.md')])).toEqual(['x/vault/a/b.md']);
  expect(paths('vault', [found('b.md')])).toEqual(['vault/b.md']);
});

test('an attachment lies beside its mail, in a folder that the mail names', () => {
  expect(paths('m/trip.eml', [found('plan.txt', 'Trip: the plan')])).toEqual(['m/Trip: the plan attachments/plan.txt']);
  expect(paths('m/in.mbox', [found('plan.txt', 'A/B \\ c\n', 'p1')])).toEqual(['m/in/A-B - c- attachments/plan.txt']);
  expect(paths('in.mbox', [found('p1/plan.txt', 'Trip', 'p1')])).toEqual(['in/Trip attachments/plan.txt']);
  expect(paths('trip.eml', [found('plan.txt', 'a: b')])).toEqual(['a b attachments/plan.txt']);
  expect(paths('trip.eml', [found('plan.txt', '…/.. ')])[0]).toMatch(/attachments\/plan\.txt$/);
  expect(paths('trip.eml', [found('plan.txt', '')])).toEqual(['Message attachments/plan.txt']);
});

test('attachments of the same name are kept apart; the same path twice in an archive is refused', () => {
  const mails = [found('a.txt', 'Hello', '1'), found('a.txt', 'Hello', '2'), found('b.txt', 'Hello', '2')];
  const before = { ...nothing, paths: new Set(['in/Hello attachments (2)/a.txt']) };
  expect(paths('in.mbox', mails, before)).toEqual([
    'in/Hello attachments/a.txt',
    'in/Hello attachments (3)/a.txt',
    'in/Hello attachments/b.txt',
  ]);
  expect(plan('v.zip', [found('a.md'), found('a.md')]).refused).toMatchObject([{ path: 'v/a.md', code: 'conflict' }]);
  const taken = { ...nothing, paths: new Set(['v/a.md']) };
  expect(plan('v.zip', [found('a.md')], taken).refused).toMatchObject([{ path: 'v/a.md', code: 'conflict' }]);
});

test('what points outside, is hidden, not readable or over a limit is not taken', () => {
  const files = ['../../x.md', '/etc/x.md', 'C:\\x.md', '.git/x.md', '__MACOSX/x.md', 'x.bin', 'ok.md'].map((path) =>
    found(path),
  );
  const { files: taken, refused, skipped } = plan('v.zip', files);
  expect(taken.map(({ path }) => path)).toEqual(['v/ok.md']);
  expect(refused.map(({ code }) => code)).toEqual(['bad-input', 'bad-input', 'bad-input', 'unsupported']);
  expect(skipped).toBe(2);
  const full = { ...nothing, files: DEFAULT_IMPORT_LIMITS.maxFiles };
  expect(plan('v.zip', [found('ok.md')], full).refused).toMatchObject([{ code: 'too-large' }]);
  const heavy = { ...nothing, bytes: DEFAULT_IMPORT_LIMITS.maxTotalBytes };
  expect(plan('v.zip', [found('ok.md')], heavy).refused).toMatchObject([{ code: 'too-large' }]);
});

test('whatever an archive or a mail names, what is taken lies below where it was found', () => {
  const name = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('..', '/', '\\', 'C:', 'a.md', './', '\0'));
  const path = fc.array(name, { maxLength: 4 }).map((names) => `${names.join('/')}.md`);
  fc.assert(
    fc.property(fc.array(fc.tuple(path, fc.option(name)), { maxLength: 6 }), (list) => {
      const files = list.map(([raw, mail]) => found(raw, mail ?? undefined, '1'));
      const taken = paths('x/box.zip', files);
      for (const each of taken) {
        expect(each.startsWith('x/box/')).toBe(true);
        expect(readImportPath(each, DEFAULT_IMPORT_LIMITS)).toMatchObject({ ok: true, path: each });
      }
      expect(new Set(taken).size).toBe(taken.length);
    }),
  );
});
