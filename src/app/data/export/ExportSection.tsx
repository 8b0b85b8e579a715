import { useEffect, useRef, useState } from 'react';
import type { BroughtIn } from '../../../core/export/transfer.ts';
import type { EngineKind } from '../../../core/place-queries.ts';
import type { MadeExport } from '../../../workers/kernel/kernel.api.ts';
import { useClient } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { useWork, type Work } from '../../recovery/use-work.ts';
import { Section, SettingRow } from '../../settings/parts.tsx';
import { saveFile } from '../../source/save-file.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { AskDialog } from './AskDialog.tsx';
import { BroughtInDialog } from './BroughtInDialog.tsx';
import { ExportProgress } from './ExportProgress.tsx';

/** Everything as one file, and back. */
export function ExportSection() {
  const t = useT();
  const client = useClient();
  const work = useWork();
  const save = useSave(work);
  const [chosen, setChosen] = useState<File | null>(null);
  const [brought, setBrought] = useState<BroughtIn | null>(null);
  useDropWhenLeft(brought !== null);
  const isBusy = work.label !== null;
  const bringIn = (file: File, kind: EngineKind) => {
    setChosen(null);
    work.run(t('export.working.bring'), async (options) => setBrought(await client.bringIn(file, kind, options)));
  };
  return (
    <Section title={t('export.title')} intro={t('export.intro')} help="data">
      {work.error !== null && <Banner tone="bad">{work.error.message}</Banner>}
      <SettingRow name={t('export.archive')} help={t('export.archive.help')}>
        <Button isDisabled={isBusy} onPress={() => save('archive', (options) => client.exportArchive(options))}>
          {t('export.archive.button')}
        </Button>
      </SettingRow>
      <SettingRow name={t('export.sql')} help={t('export.sql.help')}>
        <Button isDisabled={isBusy} onPress={() => save('sql', (options) => client.exportSql(options))}>
          {t('export.sql.button')}
        </Button>
      </SettingRow>
      <SettingRow name={t('export.bring')} help={t('export.bring.help')}>
        <ChooseFile isDisabled={isBusy} onChoose={setChosen} />
      </SettingRow>
      <ExportProgress work={work} />
      <AskDialog file={chosen} onStart={bringIn} onClose={() => setChosen(null)} />
      <BroughtInDialog brought={brought} onDecided={() => setBrought(null)} />
    </Section>
  );
}

/** What nobody decided on before the view went would be in the way of the next one. */
function useDropWhenLeft(isUndecided: boolean): void {
  const client = useClient();
  const undecided = useRef(isUndecided);
  useEffect(() => {
    undecided.current = isUndecided;
  }, [isUndecided]);
  useEffect(
    () => () => {
      // The next start of the kernel drops it where this one cannot.
      if (undecided.current) client.dropBroughtIn().catch(() => undefined);
    },
    [client],
  );
}

type Make = (options: Parameters<Parameters<Work['run']>[1]>[0]) => Promise<MadeExport>;

/** Makes the file, then hands it to the browser's downloads. */
function useSave(work: Work) {
  const t = useT();
  const toast = useToast();
  return (what: 'archive' | 'sql', make: Make) =>
    work.run(t(`export.working.${what}`), async (options) => {
      const { name, bytes, missing } = await make(options);
      saveFile(bytes, name);
      toast.show({ text: missing === 0 ? t('export.saved', { name }) : t('export.saved.missing', { name, missing }) });
    });
}

interface ChooseFileProps {
  readonly isDisabled: boolean;
  readonly onChoose: (file: File) => void;
}

function ChooseFile({ isDisabled, onChoose }: ChooseFileProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label={t('export.bring')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = ''; // the same file can be chosen again
          if (file !== undefined) onChoose(file);
        }}
      />
      <Button isDisabled={isDisabled} onPress={() => input.current?.click()}>
        {t('export.bring.button')}
      </Button>
    </>
  );
}
