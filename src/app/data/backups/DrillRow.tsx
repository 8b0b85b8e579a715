import type { BackupsView, DrillOutcome } from '../../../core/backup/backup-queries.ts';
import { useClient } from '../../client.tsx';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { useWork } from '../../recovery/use-work.ts';
import { SettingRow } from '../../settings/parts.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCount } from '../../ui/Bytes.tsx';
import { classesOf } from '../../ui/classes.ts';
import { formatDay } from '../../ui/relative-time.ts';
import css from './Backups.module.css';
import { WorkLine } from './WorkLine.tsx';

const c = classesOf(css);

/** Whether a restore was tried, and what came of it. */
export function DrillRow({ view }: { readonly view: BackupsView }) {
  const t = useT();
  const client = useClient();
  const work = useWork();
  const { drill, drilling, backups } = view;
  const run = () =>
    work.run(t('backups.drill.busy'), async (options) => {
      await client.drillBackup(null, options);
    });
  return (
    <>
      <SettingRow name={t('backups.drill')} help={drill === null ? t('backups.drill.none') : <Outcome drill={drill} />}>
        {backups.length > 0 && (
          <Button isDisabled={drilling !== null} onPress={run}>
            {t('backups.drill.now')}
          </Button>
        )}
      </SettingRow>
      {work.label !== null && <WorkLine label={work.label} progress={drilling} onStop={work.stop} />}
      {work.error !== null && (
        <p className={c('bad')} role="alert">
          {work.error.message}
        </p>
      )}
    </>
  );
}

function Outcome({ drill }: { readonly drill: DrillOutcome }) {
  const t = useT();
  const locale = useLocale();
  const count = useCount();
  const { report, isGood, atMs } = drill;
  const date = formatDay(atMs, locale);
  const trouble = useTrouble(drill);
  if (!isGood || report === null) {
    return <span className={c('bad')}>{t('backups.drill.bad', { date, what: trouble })}</span>;
  }
  const rows = report.tables.reduce((sum, table) => sum + table.rows, 0);
  const tables = report.tables.length;
  const seconds = count(Math.max(1, Math.round(report.elapsedMs / 1000)));
  return (
    <>
      {t('backups.drill.good', { date, tables, rows: count(rows), seconds })}{' '}
      {report.originals.count > 0 && t('backups.drill.originals', { count: report.originals.count })}
    </>
  );
}

/** What was wrong, in words. */
function useTrouble({ report, differing, error }: DrillOutcome): string {
  const t = useT();
  const wrong = [...(report?.tables.filter(({ isSame }) => !isSame).map(({ name }) => name) ?? []), ...differing];
  const parts = [
    error?.message.replace(/\.$/, '') ?? null,
    wrong.length === 0 ? null : t('backups.drill.bad.tables', { names: wrong.join(', ') }),
    (report?.originals.missing ?? 0) === 0
      ? null
      : t('backups.drill.bad.originals', { count: report?.originals.missing ?? 0 }),
  ];
  return parts.filter((part) => part !== null).join('; ');
}
