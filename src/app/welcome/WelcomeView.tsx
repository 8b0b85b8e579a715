import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';

export function WelcomeView() {
  const t = useT();
  return <Page title={t('welcome.title')}>{null}</Page>;
}
