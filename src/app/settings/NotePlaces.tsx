import { useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { TextField } from '../ui/Field.tsx';
import { SettingRow } from './parts.tsx';
import { useSettings } from './useSettings.ts';

const PLACES = ['templateFolder', 'dailyFolder', 'dailyTemplate'] as const;

/** Where templates and the notes of days lie, in words that are typed; saved when the field is left. */
export function NotePlaces() {
  return PLACES.map((place) => <PlaceRow key={place} place={place} />);
}

function PlaceRow({ place }: { readonly place: (typeof PLACES)[number] }) {
  const t = useT();
  const { settings, set } = useSettings();
  const [typed, setTyped] = useState<string | null>(null);
  const key = `notes.${place}` as const;
  const held = settings?.[key] ?? '';
  const save = () => {
    if (typed !== null && typed.trim() !== held) set(key, typed.trim());
    setTyped(null);
  };
  const name = t(`notes.settings.${place}`);
  return (
    <SettingRow id={key} name={name} help={t(`notes.settings.${place}.help`)}>
      <TextField label={name} value={typed ?? held} onChange={setTyped} onBlur={save} />
    </SettingRow>
  );
}
