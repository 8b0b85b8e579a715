import { useEffect } from 'react';
import { useLive } from '../client.tsx';
import { useSpeak } from '../i18n/i18n.tsx';
import { decideSpeech } from '../i18n/language.ts';
import { appearanceOf, applyAppearance, readAppearance, SYSTEM_WISHES, writeAppearance } from './appearance.ts';

/** Puts the look and the language into the page whenever the settings, in any tab, or the system change. */
export function AppearanceKeeper(): null {
  const { value: settings } = useLive('settings', {});
  const speak = useSpeak();
  // As a text, so that other settings that change make nothing happen here.
  const wanted = settings === undefined ? null : JSON.stringify(appearanceOf(settings));
  useEffect(() => {
    const appearance = wanted === null ? readAppearance(localStorage) : JSON.parse(wanted);
    if (wanted !== null) writeAppearance(localStorage, appearance);
    const apply = () => applyAppearance(appearance, document.documentElement);
    const talk = () => void speak(decideSpeech(appearance.language, navigator.languages, location.search));
    apply();
    talk();
    const systems = SYSTEM_WISHES.map((query) => matchMedia(query));
    for (const system of systems) system.addEventListener('change', apply);
    window.addEventListener('languagechange', talk);
    return () => {
      for (const system of systems) system.removeEventListener('change', apply);
      window.removeEventListener('languagechange', talk);
    };
  }, [wanted, speak]);
  return null;
}
