import type { CheckView, Diagnostics, DiskParts, PageFacts } from '../../../core/diagnostics/diagnostics.ts';
import { LOW_BYTES, type RoomOutlook } from '../../../core/diagnostics/room.ts';
import { type Translate, useLocale, useT } from '../../i18n/i18n.tsx';
import { Section } from '../../settings/parts.tsx';
import { useBytes, useCount } from '../../ui/Bytes.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { type Fact, Facts } from './Facts.tsx';
import { FEATURES } from './page-facts.ts';

const PARTS = ['database', 'originals', 'index', 'models', 'backups', 'keptPlaces', 'archives'] as const;
const QUEUES = ['writes', 'indexing', 'embedding', 'pictures', 'runs'] as const;

export interface DiagnosticsFactsProps {
  readonly found: Diagnostics;
  readonly page: PageFacts;
}

export function DiagnosticsFacts({ found, page }: DiagnosticsFactsProps) {
  const t = useT();
  const count = useCount();
  const queues = QUEUES.map((queue) => ({ name: t(`diagnostics.queue.${queue}`), value: count(found.queues[queue]) }));
  const features = FEATURES.map((feature) => ({
    name: t(`diagnostics.feature.${feature}`),
    value: yesOrNo(t, page.features[feature]),
  }));
  return (
    <>
      <Section title={t('diagnostics.store')}>
        <StoreFacts found={found} />
      </Section>
      <Section title={t('diagnostics.space')}>
        <SpaceFacts found={found} />
      </Section>
      <Section title={t('diagnostics.kernel')}>
        <KernelFacts found={found} page={page} />
      </Section>
      <Section title={t('diagnostics.queues')}>
        <Facts facts={queues} />
      </Section>
      <Section title={t('diagnostics.checks')}>
        <Facts facts={found.checks.map((check) => checkFact(t, check))} />
      </Section>
      <Section title={t('diagnostics.browser')}>
        <Facts facts={[{ name: t('diagnostics.name'), value: page.browser }, ...features]} />
      </Section>
    </>
  );
}

const yesOrNo = (t: Translate, value: boolean) => t(value ? 'diagnostics.yes' : 'diagnostics.no');

const checkFact = (t: Translate, { name, atMs }: CheckView): Fact => ({
  name: t(`diagnostics.check.${name}`),
  value: atMs === null ? t('diagnostics.notYet') : <RelativeTime ms={atMs} />,
});

function StoreFacts({ found: { store, place, refusal, counts } }: Pick<DiagnosticsFactsProps, 'found'>) {
  const t = useT();
  const count = useCount();
  const locale = useLocale();
  const made = (ms: number) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(ms);
  const facts: Fact[] = [
    { name: t('diagnostics.engine'), value: `${store.name} ${store.version}` },
    { name: t('diagnostics.durability'), value: t(`diagnostics.durability.${store.durability}`) },
    { name: t('diagnostics.schema'), value: String(store.schemaVersion) },
    {
      name: t('diagnostics.place'),
      value:
        place === null
          ? t('diagnostics.place.memory')
          : t(`diagnostics.place.${place.purpose}`, { date: made(place.madeMs) }),
    },
    {
      name: t('diagnostics.writes'),
      value: refusal === null ? t('diagnostics.writes.taken') : t('diagnostics.writes.refused', { code: refusal }),
    },
    { name: t('diagnostics.items'), value: count(counts.items) },
    { name: t('diagnostics.passages'), value: count(counts.passages) },
    { name: t('diagnostics.inBin'), value: count(counts.inBin) },
    { name: t('diagnostics.archived'), value: count(counts.archived) },
  ];
  return <Facts facts={facts} />;
}

function SpaceFacts({ found: { bytes: parts, storage, room } }: Pick<DiagnosticsFactsProps, 'found'>) {
  const t = useT();
  const bytes = useBytes();
  const days = room?.daysLeft;
  const facts: Fact[] = [
    ...PARTS.map((part: keyof DiskParts) => ({ name: t(`diagnostics.bytes.${part}`), value: bytes(parts[part]) })),
    { name: t('diagnostics.used'), value: bytes(storage.usageBytes) },
    { name: t('diagnostics.quota'), value: bytes(storage.quotaBytes) },
    {
      name: t('diagnostics.free'),
      value: room === null ? t('diagnostics.forecast.unknown') : freeWords(t, room, bytes),
    },
    { name: t('diagnostics.persisted'), value: yesOrNo(t, storage.persisted) },
    {
      name: t('diagnostics.forecast'),
      value: days == null ? t('diagnostics.forecast.unknown') : t('diagnostics.forecast.days', { days }),
    },
  ];
  return <Facts facts={facts} />;
}

function freeWords(t: Translate, { isLeast, freeBytes }: RoomOutlook, bytes: (value: number) => string): string {
  if (!isLeast) return t('diagnostics.free.told', { free: bytes(freeBytes) });
  if (freeBytes === 0) return t('diagnostics.free.little', { free: bytes(LOW_BYTES) });
  return t('diagnostics.free.least', { free: bytes(freeBytes) });
}

function KernelFacts({ found: { kernel }, page }: DiagnosticsFactsProps) {
  const t = useT();
  const facts: Fact[] = [
    { name: t('diagnostics.build'), value: page.build },
    { name: t('diagnostics.role'), value: t(`diagnostics.role.${page.role}`) },
    ...(kernel.tabs === null ? [] : [{ name: t('diagnostics.tabs'), value: String(kernel.tabs) }]),
    {
      name: t('diagnostics.up'),
      value: t('diagnostics.up.minutes', { minutes: Math.floor(kernel.upMs / 60_000) }),
    },
    { name: t('diagnostics.open'), value: t('diagnostics.open.ms', { ms: kernel.openMs }) },
  ];
  return <Facts facts={facts} />;
}
