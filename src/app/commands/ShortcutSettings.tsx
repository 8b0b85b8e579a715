import { RotateCcw, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { type ChangedKeys, chosenKeys, keysTakenBy } from '../../core/keys/bindings.ts';
import { chordOf, printedKeys } from '../../core/keys/chord.ts';
import { refuseChord } from '../../core/keys/reserved.ts';
import { useT } from '../i18n/i18n.tsx';
import { useSettings } from '../settings/useSettings.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import { Switch } from '../ui/Switch.tsx';
import { useCommandList } from './commands.tsx';
import { Keys } from './Keys.tsx';
import type { AppCommand } from './registry.ts';
import css from './Shortcuts.module.css';
import { type KeyRules, useKeyRules } from './use-keys.ts';

const c = classesOf(css);

/** Every command with its keys: record others, take them off, give back what Hearth came with. */
export function ShortcutSettings() {
  const t = useT();
  const rules = useKeyRules();
  const list = useCommandList();
  const { set } = useSettings();
  const [typed, setTyped] = useState('');
  const change = (changed: ChangedKeys) => set('shortcuts.keys', { ...changed });
  const words = typed.trim().toLowerCase();
  // What only takes words that were typed has nothing to do for a key.
  const doing = list.filter(({ run, choices }) => run !== undefined || choices !== undefined);
  const shown = doing.filter((command) => t(command.text, command.values).toLowerCase().includes(words));
  return (
    <>
      <Switch on={rules.single} onChange={(on) => set('shortcuts.single', on)}>
        {t('commands.single')}
      </Switch>
      <div className={c('search')}>
        <SearchField label={t('commands.sheet.search')} value={typed} onChange={setTyped} />
      </div>
      <ul>
        {shown.map((command) => (
          <ShortcutRow key={command.id} command={command} list={list} rules={rules} onChange={change} />
        ))}
      </ul>
      <div className={c('foot')}>
        <Button isDisabled={Object.keys(rules.changed).length === 0} onPress={() => change({})}>
          {t('commands.reset-all')}
        </Button>
      </div>
    </>
  );
}

interface ShortcutRowProps {
  readonly command: AppCommand;
  readonly list: readonly AppCommand[];
  readonly rules: KeyRules;
  readonly onChange: (changed: ChangedKeys) => void;
}

function ShortcutRow({ command, list, rules, onChange }: ShortcutRowProps) {
  const t = useT();
  const [recording, setRecording] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { changed, platform } = rules;
  const keys = chosenKeys(command, changed);
  const name = t(command.text, command.values);
  const isChanged = Object.hasOwn(changed, command.id);
  const take = (chord: string) => {
    const words = printedKeys(chord, platform).join(' ');
    const why = refuseChord(chord, platform);
    const taken = why === null ? keysTakenBy(chord, command.id, list, changed) : undefined;
    if (why !== null) setRefusal(t(`commands.refused.${why}`, { keys: words }));
    else if (taken) setRefusal(t('commands.taken', { keys: words, command: t(taken.text, taken.values) }));
    else {
      setRefusal(null);
      onChange({ ...changed, [command.id]: chord });
    }
    setRecording(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!recording) return;
    // Tab goes on to the next control: nobody is held here.
    if (event.key === 'Tab') return setRecording(false);
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setRecording(false);
    const chord = chordOf(event, platform);
    if (chord !== null) take(chord);
  };
  return (
    <li>
      <div className={c('row')}>
        <span>{name}</span>
        <span className={c('edit')}>
          <button
            type="button"
            className={c('recorder', recording && 'recording')}
            aria-pressed={recording}
            onClick={() => setRecording(true)}
            onBlur={() => setRecording(false)}
            onKeyDown={onKeyDown}
          >
            <span className="visually-hidden">{t('commands.record', { command: name })} </span>
            {recording ? (
              t('commands.recording')
            ) : keys === null ? (
              t('commands.no-keys')
            ) : (
              <Keys chord={keys} platform={platform} />
            )}
          </button>
          {keys !== null && (
            <IconButton
              icon={X}
              size={16}
              label={t('commands.take-off', { command: name })}
              onPress={() => onChange({ ...changed, [command.id]: null })}
            />
          )}
          {isChanged && (
            <IconButton
              icon={RotateCcw}
              size={16}
              label={t('commands.reset', { command: name })}
              onPress={() => {
                const { [command.id]: _, ...rest } = changed;
                onChange(rest);
              }}
            />
          )}
        </span>
      </div>
      {refusal !== null && (
        <p role="alert" className={c('refusal')}>
          {refusal}
        </p>
      )}
    </li>
  );
}
