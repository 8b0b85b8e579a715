import { useState } from 'react';
import type { EngineKind } from '../../../core/place-queries.ts';
import { useLive } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

const KINDS = ['pglite', 'sqlite'] as const satisfies readonly EngineKind[];

export interface AskDialogProps {
  /** Null while nothing is asked. */
  readonly file: File | null;
  readonly onStart: (file: File, kind: EngineKind) => void;
  readonly onClose: () => void;
}

/** Says what happens to the file, and asks what it is to be kept in: as what is here, unless another is chosen. */
export function AskDialog({ file, onStart, onClose }: AskDialogProps) {
  const t = useT();
  const { value: places } = useLive('places', {});
  const [chosen, setChosen] = useState<EngineKind | null>(null);
  if (file === null) return null;
  const kind = chosen ?? places?.current?.kind ?? 'pglite';
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" onPress={() => onStart(file, kind)}>
        {t('export.ask.start')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('export.ask', { name: file.name })} open onClose={onClose} actions={actions}>
      <p>{t('export.ask.text')}</p>
      <Segmented
        label={t('export.ask.engine')}
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(`places.${value}`) }))}
        onChange={setChosen}
      />
    </Dialog>
  );
}
