import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';

export function FindView() {
  const t = useT();
  return <Page title={t('find.title')}>{null}</Page>;
}
