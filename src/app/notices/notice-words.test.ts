import { describe, expect, it } from 'vitest';
import { MANY_COMMANDS, NOTICE_RULES, type NoticeFacts, type NoticeKind } from '../../core/notices/notice.ts';
import type { NoticeView } from '../../core/notices/notice-queries.ts';
import { de } from '../i18n/de.ts';
import { en } from '../i18n/en.ts';
import { createI18n, type Translate } from '../i18n/i18n.tsx';
import { placeOf, reasonOf, sayNotice } from './notice-words.ts';

const ID = '00000000-0000-7000-8000-000000000009';
const FACTS: { readonly [K in NoticeKind]: readonly NoticeFacts[K][] } = {
  'import-finished': [
    { runId: ID, changed: 0, failed: 0 },
    { runId: ID, changed: 2, failed: 1 },
  ],
  'import-failed': [{ runId: ID, code: 'storage-full' }],
  'folder-read': [{ folderId: ID, runId: ID, changed: 1, failed: 2 }],
  'answer-finished': [{ conversationId: ID }],
  'answer-failed': [{ conversationId: ID }],
  'things-changed': MANY_COMMANDS.map((command) => ({ command, count: 7 })),
  'mirror-conflict': [{ folderId: ID }],
  'mirror-held-back': [{ folderId: ID, count: 30 }],
  'backup-failed': [{ code: 'storage-full' }],
  'backup-again': [{}],
  'outside-failed': [{ code: 'storage-denied' }],
  'drill-failed': [{}],
  'check-found': [
    { found: 1, mended: 0 },
    { found: 3, mended: 2 },
  ],
  'model-fetched': [{}],
  'model-failed': [{ code: 'model-corrupt' }],
  'store-changed': [{ purpose: 'move' }, { purpose: 'restore' }, { purpose: 'repair' }],
  'move-failed': [{ code: 'storage-full' }],
  'archive-finished': [{ count: 4 }],
  'archive-returned': [{ count: 4 }],
  'archive-failed': [{ code: 'storage-full' }],
  'bin-emptied': [{ count: 1 }],
  'room-low': [{ low: 'bytes' }, { low: 'share' }, { low: 'days' }],
};

const viewsOf = (kind: NoticeKind): NoticeView[] =>
  FACTS[kind].map(
    (facts) =>
      ({
        ...{ id: ID, kind, facts, atMs: 0, tone: NOTICE_RULES[kind].tone, name: 'Pond' },
        ...{ times: 2, isRead: false, undo: null },
      }) as NoticeView,
  );

describe.each([
  ['en', en],
  ['de', de],
] as const)('what the tray tells, %s', (locale, messages) => {
  const i18n = createI18n();
  i18n.loadAndActivate({ locale, messages });
  const t: Translate = (id, values) => i18n._(id, values === undefined ? undefined : { ...values });

  it.each(Object.keys(FACTS) as NoticeKind[])('%s is a whole sentence, with its reason and its place', (kind) => {
    const said = viewsOf(kind).map((view) => sayNotice(t, view));
    for (const view of viewsOf(kind)) {
      const { count } = { count: '', ...view.facts };
      expect(sayNotice(t, view)).toContain(String(count));
    }
    for (const sentence of said) {
      expect(sentence).toMatch(/^.{10,}\.$/su);
      expect(sentence).not.toMatch(/[{}]|undefined|notices\./);
    }
    // Each says what it is about, and no other does.
    expect(new Set(said).size).toBe(kind === 'room-low' ? 1 : said.length);
    for (const view of viewsOf(kind)) {
      const reason = reasonOf(view);
      expect(reason === null).toBe(!('code' in view.facts));
      if (reason !== null) expect(t(reason)).not.toBe(reason);
      const place = placeOf(view);
      if (place !== null && 'address' in place) expect(place.address).toMatch(/^\/(?:library|settings|ask)/);
    }
  });
});
