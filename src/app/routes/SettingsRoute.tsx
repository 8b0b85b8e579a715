import { useParams } from '@tanstack/react-router';
import { SettingsView } from '../settings/SettingsView.tsx';

export function SettingsRoute() {
  return <SettingsView />;
}

export function SettingsSectionRoute() {
  const { section } = useParams({ from: '/settings/$section' });
  return <SettingsView section={section} />;
}
