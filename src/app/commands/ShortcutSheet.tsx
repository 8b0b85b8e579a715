import { type ReactNode, useMemo, useState } from 'react';
import { activeKeys } from '../../core/keys/bindings.ts';
import { printedKeys } from '../../core/keys/chord.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { SearchField } from '../ui/Field.tsx';
import { useCommandList } from './commands.tsx';
import { Keys } from './Keys.tsx';
import type { CommandSection } from './registry.ts';
import css from './Shortcuts.module.css';
import type { KeyRules } from './use-keys.ts';

const c = classesOf(css);

/** Keys of lists, which are the same everywhere and cannot be changed. */
const LIST_KEYS = [
  { keys: ['ArrowUp', 'ArrowDown'], text: 'commands.keys.move' },
  { keys: ['Enter'], text: 'commands.keys.open' },
  { keys: ['Space'], text: 'commands.keys.select' },
  { keys: ['Delete'], text: 'commands.keys.delete' },
] as const;

export interface ShortcutSheetProps {
  readonly rules: KeyRules;
  readonly onClose: () => void;
}

/** Every key that does something here and now, by section. */
export function ShortcutSheet({ rules, onClose }: ShortcutSheetProps) {
  const t = useT();
  const list = useCommandList();
  const [typed, setTyped] = useState('');
  const sections = useMemo(() => {
    const words = typed.trim().toLowerCase();
    const bound = list.flatMap((command) => {
      const chord = activeKeys(command, rules);
      const label = t(command.text, command.values);
      const has =
        chord !== null && `${label} ${printedKeys(chord, rules.platform).join(' ')}`.toLowerCase().includes(words);
      return has ? [{ command, chord, label }] : [];
    });
    return [...Map.groupBy(bound, ({ command }) => command.section)];
  }, [list, rules, typed, t]);
  return (
    <Dialog title={t('shell.shortcuts')} open onClose={onClose} wide>
      <div className={c('search')}>
        <SearchField label={t('commands.sheet.search')} value={typed} onChange={setTyped} />
      </div>
      <div className={c('columns')}>
        {sections.map(([section, rows]) => (
          <SheetSection key={section} section={section}>
            {rows.map(({ command, chord, label }) => (
              <SheetRow key={command.id} label={label} chords={[chord]} rules={rules} />
            ))}
          </SheetSection>
        ))}
        {typed.trim() === '' && (
          <SheetSection section="lists">
            {LIST_KEYS.map(({ keys, text }) => (
              <SheetRow key={text} label={t(text)} chords={keys} rules={rules} />
            ))}
          </SheetSection>
        )}
      </div>
      <p role="status" className={sections.length === 0 ? c('none') : 'visually-hidden'}>
        {t('commands.sheet.count', { count: sections.reduce((sum, [, rows]) => sum + rows.length, 0) })}
      </p>
    </Dialog>
  );
}

interface SheetSectionProps {
  readonly section: CommandSection | 'lists';
  readonly children: ReactNode;
}

function SheetSection({ section, children }: SheetSectionProps) {
  const t = useT();
  return (
    <section className={c('section')} aria-label={t(`commands.section.${section}`)}>
      <h3>{t(`commands.section.${section}`)}</h3>
      <dl>{children}</dl>
    </section>
  );
}

interface SheetRowProps {
  readonly label: string;
  readonly chords: readonly string[];
  readonly rules: KeyRules;
}

function SheetRow({ label, chords, rules }: SheetRowProps) {
  return (
    <div className={c('row')}>
      <dt>{label}</dt>
      <dd className={c('keys')}>
        {chords.map((chord) => (
          <Keys key={chord} chord={chord} platform={rules.platform} />
        ))}
      </dd>
    </div>
  );
}
