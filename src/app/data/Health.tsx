import type { Finding, HealthView, SalvageReport } from '../../core/integrity/findings.ts';
import { useClient, useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { useWork, type Work } from '../recovery/use-work.ts';
import { Section, SettingRow } from '../settings/parts.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { formatRelative } from '../ui/relative-time.ts';
import { ExportProgress } from './export/ExportProgress.tsx';

/** Whether what is stored is well, what is not, and the way to mend it. */
export function HealthSection() {
  const t = useT();
  const client = useClient();
  const work = useWork();
  const { value: health } = useLive('health', {});
  if (health === undefined) return null;
  const isBusy = work.label !== null;
  const findings = foundIn(health);
  return (
    <Section title={t('health.title')} intro={t('health.intro')}>
      {work.error !== null && <Banner tone="bad">{work.error.message}</Banner>}
      <State health={health} findings={findings} />
      <Findings findings={findings} />
      <SettingRow name={t('health.check')} help={t('health.check.help')}>
        <Button
          isDisabled={isBusy}
          onPress={() => work.run(t('health.checking'), async (options) => void (await client.checkHealth(options)))}
        >
          {t('health.check.button')}
        </Button>
      </SettingRow>
      {health.readOnly && health.salvage === null && <Repair work={work} />}
      {health.salvage !== null && <Saved report={health.salvage} work={work} />}
      <ExportProgress work={work} />
    </Section>
  );
}

const foundIn = ({ boot, deep }: HealthView): readonly Finding[] => {
  const known = new Set(boot.findings.map(({ fault, where }) => `${fault} ${where}`));
  return [...boot.findings, ...(deep?.findings ?? []).filter(({ fault, where }) => !known.has(`${fault} ${where}`))];
};

interface StateProps {
  readonly health: HealthView;
  readonly findings: readonly Finding[];
}

function State({ health, findings }: StateProps) {
  const t = useT();
  const locale = useLocale();
  const { deep, readOnly, rebuilt } = health;
  if (findings.length > 0) return <SettingRow name={t('health.found')} help={readOnly ? t('health.readOnly') : ''} />;
  const checked =
    deep === null
      ? t('health.well.unchecked')
      : t('health.well.checked', {
          when: formatRelative(deep.atMs, Date.now(), locale),
          rows: deep.rows,
          originals: deep.originals,
        });
  const again = rebuilt > 0 ? t('health.rebuilt', { count: rebuilt }) : '';
  return <SettingRow name={t('health.well')} help={`${checked} ${again}`} />;
}

function Findings({ findings }: Pick<StateProps, 'findings'>) {
  const t = useT();
  if (findings.length === 0) return null;
  return (
    <ul>
      {findings.map(({ fault, where, count }) => (
        <li key={`${fault} ${where}`}>{t(`health.fault.${fault}`, { where: where ?? t('health.database'), count })}</li>
      ))}
    </ul>
  );
}

function Repair({ work }: { readonly work: Work }) {
  const t = useT();
  const client = useClient();
  return (
    <SettingRow name={t('health.repair')} help={t('health.repair.help')}>
      <Button
        kind="primary"
        isDisabled={work.label !== null}
        onPress={() => work.run(t('health.repairing'), async (options) => void (await client.repairStore(options)))}
      >
        {t('health.repair.button')}
      </Button>
    </SettingRow>
  );
}

interface SavedProps {
  readonly report: SalvageReport;
  readonly work: Work;
}

function Saved({ report: { tables, backupMs, left }, work }: SavedProps) {
  const t = useT();
  const locale = useLocale();
  const client = useClient();
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const used =
    backupMs === null ? '' : t('health.saved.backup', { when: formatRelative(backupMs, Date.now(), locale) });
  const outcome = left.length === 0 ? t('health.saved.all') : t('health.saved.left');
  return (
    <>
      <SettingRow name={t('health.saved')} help={`${t('health.saved.rows', { rows })} ${used} ${outcome}`}>
        <Button kind="primary" onPress={() => work.run(t('health.use'), () => client.takeRepaired())}>
          {t('health.use')}
        </Button>
        <Button kind="quiet" onPress={() => work.run(t('health.drop'), () => client.dropRepaired())}>
          {t('health.drop')}
        </Button>
      </SettingRow>
      <Findings findings={left} />
    </>
  );
}
