import type { Id } from '../../core/ids.ts';
import type { ArchiveName } from '../../core/queries.ts';
import { useCommand, useReadOnly } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { useToast } from '../ui/Toast.tsx';

/** Over a text that was read from an archive. */
export function ArchivedBar({ itemId, archive }: { readonly itemId: Id; readonly archive: ArchiveName }) {
  const t = useT();
  const run = useCommand();
  const toast = useToast();
  const readOnly = useReadOnly();
  const bringBack = async () => {
    if ((await run('bring-back', { itemIds: [itemId] })) !== null) toast.show({ text: t('archive.broughtBack') });
  };
  const action = (
    <Button small isDisabled={readOnly} onPress={() => void bringBack()}>
      {t('archive.bringBack')}
    </Button>
  );
  return <Banner action={action}>{t('archive.inside.text', { name: archive.name })}</Banner>;
}
