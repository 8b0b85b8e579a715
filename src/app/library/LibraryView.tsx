import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';

export function LibraryView() {
  const t = useT();
  return <Page title={t('library.title')}>{null}</Page>;
}
