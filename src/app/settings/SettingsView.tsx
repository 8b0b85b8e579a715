import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';

export function SettingsView() {
  const t = useT();
  return <Page title={t('settings.title')}>{null}</Page>;
}
