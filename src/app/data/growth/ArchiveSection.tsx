import { Archive } from 'lucide-react';
import { useState } from 'react';
import type { ArchiveView, ArchiveWork } from '../../../core/growth-queries.ts';
import { useClient, useCommand, useLive, useReadOnly } from '../../client.tsx';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { Section, SettingRow } from '../../settings/parts.tsx';
import { Button } from '../../ui/Button.tsx';
import { useBytes } from '../../ui/Bytes.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Select } from '../../ui/Select.tsx';
import { monthsBefore } from './ages.ts';
import css from './Growth.module.css';

const c = classesOf(css);
const AGES = ['6', '12', '24', '60'] as const;
type Age = (typeof AGES)[number];
/** Folders to choose from: the top ones. */
const NO_FOLDER = '';

/** Old things to files that a search still finds. */
export function ArchiveSection() {
  const t = useT();
  const { value } = useLive('archives', {});
  if (value === undefined) return null;
  return (
    <Section title={t('archive.title')} intro={`${t('archive.intro')} ${t('archive.notAsked')}`}>
      {value.work === null ? <NewArchive /> : <Working work={value.work} />}
      {value.work === null && value.failed !== null && (
        <p className={c('quiet')} role="alert">
          {t('archive.failed', { code: value.failed })}
        </p>
      )}
      {value.archives.map((archive) => (
        <ArchiveRow key={archive.id} archive={archive} busy={value.work !== null} />
      ))}
    </Section>
  );
}

function NewArchive() {
  const t = useT();
  const locale = useLocale();
  const bytes = useBytes();
  const client = useClient();
  const run = useCommand();
  const readOnly = useReadOnly();
  const [age, setAge] = useState<Age>('12');
  const [folder, setFolder] = useState(NO_FOLDER);
  const [asked] = useState(() => Date.now());
  const beforeMs = monthsBefore(asked, Number(age));
  const rule = { beforeMs, ...(folder === NO_FOLDER ? {} : { folder }) };
  const { value } = useLive('archivable', { rule }, { keep: true });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(beforeMs);
  const name = folder === NO_FOLDER ? t('archive.name', { date }) : t('archive.name.folder', { folder, date });
  const create = () => run('archive-things', { archiveId: client.newId(), runId: client.newId(), name, rule });
  const help = value && t('archive.suggestion.help', { count: value.items, bytes: bytes(value.freedBytes) });
  return (
    <SettingRow name={t('archive.suggestion', { age: t(`archive.age.${age}`) })} help={help}>
      <Select
        label={t('archive.age')}
        value={age}
        options={AGES.map((each) => ({ value: each, label: t(`archive.age.${each}`) }))}
        onChange={setAge}
      />
      <FolderSelect value={folder} onChange={setFolder} />
      <Button icon={Archive} isDisabled={readOnly || !value || value.items === 0} onPress={() => void create()}>
        {t('archive.create')}
      </Button>
    </SettingRow>
  );
}

function FolderSelect({ value, onChange }: { readonly value: string; readonly onChange: (folder: string) => void }) {
  const t = useT();
  const { value: folders } = useLive('complete-filter', { field: 'in', typed: '' });
  if (!folders || folders.length === 0) return null;
  const options = [
    { value: NO_FOLDER, label: t('archive.folder.all') },
    ...folders.map((folder) => ({ value: folder.value, label: folder.value })),
  ];
  return <Select label={t('archive.folder')} value={value} options={options} onChange={onChange} />;
}

function Working({ work: { kind, runId, done, total } }: { readonly work: ArchiveWork }) {
  const t = useT();
  const run = useCommand();
  const words = t(`archive.working.${kind}`, { done, total });
  return (
    <div className={c('working')}>
      <div className={c('workingHead')}>
        <span>{words}</span>
        <Button small onPress={() => void run('stop-run', { runId })}>
          {t('archive.stop')}
        </Button>
      </div>
      <ProgressBar label={words} done={done} total={total} />
    </div>
  );
}

function ArchiveRow({ archive, busy }: { readonly archive: ArchiveView; readonly busy: boolean }) {
  const t = useT();
  const bytes = useBytes();
  const client = useClient();
  const run = useCommand();
  const readOnly = useReadOnly();
  const [asking, setAsking] = useState(false);
  const { id: archiveId, name, items: count, sizeBytes, damaged } = archive;
  const disabled = readOnly || busy;
  const remove = () => {
    setAsking(false);
    void run('delete-archive', { archiveId }, { done: t('archive.deleted', { name }) });
  };
  const help = [t('archive.row', { count, bytes: bytes(sizeBytes) }), ...(damaged ? [t('archive.damaged')] : [])];
  return (
    <SettingRow name={name} help={help.join('. ')}>
      <Button
        isDisabled={disabled}
        onPress={() => void run('bring-back-archive', { archiveId, runId: client.newId() })}
      >
        {t('archive.bringBackAll')}
      </Button>
      <Button kind="quiet" isDisabled={disabled} onPress={() => setAsking(true)}>
        {t('archive.delete')}
      </Button>
      <Dialog
        title={t('archive.delete.ask', { name })}
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button kind="danger" onPress={remove}>
              {t('archive.delete')}
            </Button>
          </>
        }
      >
        <p className={c('dialogText')}>{t('archive.delete.text', { count })}</p>
      </Dialog>
    </SettingRow>
  );
}
