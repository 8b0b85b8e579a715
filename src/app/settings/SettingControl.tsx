import { RotateCcw } from 'lucide-react';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { useBytes, useCount } from '../ui/Bytes.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Select } from '../ui/Select.tsx';
import { Switch } from '../ui/Switch.tsx';
import { readAppearance } from './appearance.ts';
import { SettingRow } from './parts.tsx';
import { type SectionId, type SettingSpec, settingsOf, type Words } from './settings-table.ts';
import { useSettings } from './useSettings.ts';

type Value = string | number | boolean;

/** The table's entry with its value's type forgotten: what is chosen is always one of its own choices. */
interface Chosen {
  readonly key: SettingSpec['key'];
  readonly choices: readonly Value[];
  readonly standard: Value;
  say(value: Value, words: Words): string;
}

/** The rows of a section that the table knows. */
export function SettingRows({ section }: { readonly section: SectionId }) {
  return settingsOf(section).map((spec) => <TableRow key={spec.key} spec={spec} />);
}

/** The default is said, and leads back. */
function TableRow({ spec }: { readonly spec: SettingSpec }) {
  const t = useT();
  const words: Words = { t, bytes: useBytes(), count: useCount() };
  const { settings, set } = useSettings();
  const { key, choices, standard, say }: Chosen = spec;
  const value = (settings?.[key] as Value | undefined) ?? painted(key) ?? standard;
  const name = t(spec.name);
  const put = (to: Value) => set(key, to as never);
  const told = t('settings.standard', { value: say(standard, words) });
  return (
    <SettingRow id={key} name={name} help={`${t(spec.help)} ${told}`}>
      {value !== standard && (
        <IconButton icon={RotateCcw} size={16} label={t('settings.reset', { name })} onPress={() => put(standard)} />
      )}
      <Control
        spec={spec}
        name={name}
        value={value}
        options={offered(choices, value)}
        say={(v) => say(v, words)}
        put={put}
      />
    </SettingRow>
  );
}

/** Until the settings are read: what the page was painted with. */
function painted(key: string): Value | undefined {
  const look: Readonly<Record<string, string>> = readAppearance(localStorage);
  return look[key.replace('appearance.', '')];
}

/** A value that is none of the choices, set by a program, is offered too. */
const offered = (choices: readonly Value[], value: Value): readonly Value[] =>
  choices.includes(value) ? choices : [...choices, value].sort((a, b) => Number(a) - Number(b));

interface ControlProps {
  readonly spec: SettingSpec;
  readonly name: string;
  readonly value: Value;
  readonly options: readonly Value[];
  readonly say: (value: Value) => string;
  readonly put: (value: Value) => void;
}

function Control({ spec, name, value, options, say, put }: ControlProps) {
  if (spec.control === 'switch')
    return (
      <Switch on={value === true} label={name} onChange={put}>
        {say(value)}
      </Switch>
    );
  const Chooser = spec.control === 'segmented' ? Segmented : Select;
  return (
    <Chooser
      label={name}
      value={String(value)}
      options={options.map((option) => ({ value: String(option), label: say(option) }))}
      onChange={(chosen) => put(options.find((option) => String(option) === chosen) ?? value)}
    />
  );
}
