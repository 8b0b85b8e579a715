import { SettingsView } from '../settings/SettingsView.tsx';

export function SettingsRoute() {
  return <SettingsView />;
}
