import { useNavigate } from '@tanstack/react-router';
import { LibraryBig, SearchX, Trash2 } from 'lucide-react';
import { useLive } from '../client.tsx';
import { HelpLink } from '../help/HelpLink.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useImporting } from '../import/ImportProvider.tsx';
import { isLive } from '../import/import-progress.ts';
import { useTour } from '../tour/use-tour.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { isFiltered, type LibraryFilter } from './Filters.tsx';

export interface EmptyProps {
  readonly bin: boolean;
  readonly filter: LibraryFilter;
  readonly onClear: () => void;
}

export function Empty({ bin, filter, onClear }: EmptyProps) {
  const t = useT();
  const navigate = useNavigate();
  const { collecting } = useImporting();
  const { start, isBusy } = useTour();
  const imports = useLive('imports', { limit: 5 }).value ?? [];
  const comingIn = collecting !== null || imports.some(isLive);
  if (isFiltered(filter)) {
    return (
      <EmptyState icon={SearchX} title={t('library.none.title')} text={t('library.none.text')}>
        {filter.title.trim() !== '' && (
          <Button onPress={() => void navigate({ to: '/find', search: { q: filter.title } })}>
            {t('library.none.find')}
          </Button>
        )}
        <Button onPress={onClear}>{t('library.none.clear')}</Button>
      </EmptyState>
    );
  }
  if (!bin && comingIn)
    return <EmptyState icon={LibraryBig} title={t('library.coming.title')} text={t('library.coming.text')} />;
  if (bin) return <EmptyState icon={Trash2} title={t('library.binEmpty.title')} text={t('library.binEmpty.text')} />;
  return (
    <EmptyState icon={LibraryBig} title={t('library.empty.title')} text={t('library.empty.text')}>
      <Button isDisabled={isBusy} onPress={start}>
        {t('library.empty.sample')}
      </Button>
      <HelpLink page="library" />
    </EmptyState>
  );
}
