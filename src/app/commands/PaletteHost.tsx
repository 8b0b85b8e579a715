import { lazy, Suspense, useEffect } from 'react';
import type { Used } from '../../core/keys/used.ts';
import { useLive } from '../client.tsx';
import { usePaletteState } from './commands.tsx';
import type { KeyRules } from './use-keys.ts';

const loadPalette = () => import('./palette/Palette.tsx');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const NOTHING: Used = {};

/** Has the palette ready: its code is fetched once the page is idle, what was used is there before it opens. */
export function PaletteHost({ rules }: { readonly rules: KeyRules }) {
  const { isOpen } = usePaletteState();
  const { value } = useLive('settings', {});
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return;
    const idle = requestIdleCallback(() => void loadPalette());
    return () => cancelIdleCallback(idle);
  }, []);
  const used = (value?.['palette.used'] as Used | undefined) ?? NOTHING;
  return <Suspense>{isOpen && <Palette used={used} rules={rules} />}</Suspense>;
}
