import { useEffect } from 'react';
import { useLive } from '../client.tsx';
import { applyAppearance, readAppearance, toAppearance, writeAppearance } from './appearance.ts';

/** Puts the appearance into the page whenever the setting, in any tab, or the system changes. */
export function AppearanceKeeper(): null {
  const { value: settings } = useLive('settings', {});
  const theme = settings?.['appearance.theme'];
  const density = settings?.['appearance.density'];
  useEffect(() => {
    const appearance = theme === undefined ? readAppearance(localStorage) : toAppearance({ theme, density });
    if (theme !== undefined) writeAppearance(localStorage, appearance);
    const apply = () => applyAppearance(appearance, document.documentElement);
    apply();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme, density]);
  return null;
}
