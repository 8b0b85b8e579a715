import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { chordOf } from '../../../core/keys/chord.ts';
import { noteUse, type Used } from '../../../core/keys/used.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useSettings } from '../../settings/useSettings.ts';
import { useOpenBeside } from '../../shell/use-go.ts';
import { classesOf } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useCommandList, usePalette, usePaletteState } from '../commands.tsx';
import { type KeyRules, useAttempt } from '../use-keys.ts';
import type { PaletteEntry } from './entries.ts';
import { Footer } from './Footer.tsx';
import css from './Palette.module.css';
import { optionId, Results } from './Results.tsx';
import { useSections } from './use-sections.ts';

const c = classesOf(css);
const PAGE = 8;

export interface PaletteProps {
  readonly used: Used;
  readonly rules: KeyRules;
}

/** One field for all: go somewhere, ask, make, do. A combobox: the focus stays in the field, the list is told by it. */
export function Palette({ used, rules }: PaletteProps) {
  const t = useT();
  const palette = usePalette();
  return (
    <ModalOverlay
      className={c('overlay')}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) palette.close();
      }}
    >
      <Modal className={c('modal')}>
        <Dialog className={c('dialog')} aria-label={t('commands.palette')}>
          <PaletteBody used={used} rules={rules} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody({ used, rules }: PaletteProps) {
  const t = useT();
  const palette = usePalette();
  const { page: pageId } = usePaletteState();
  const list = useCommandList();
  const page = list.find(({ id, choices }) => id === pageId && choices) ?? null;
  const [typed, setTyped] = useState('');
  const [openedMs] = useState(() => Date.now());
  const { sections, isWaiting } = useSections({ typed, page, used, rules, openedMs });
  const entries = useMemo(() => sections.flatMap((section) => section.entries), [sections]);
  const [chosen, setChosen] = useState<string | null>(null);
  const listId = useId();
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen),
  );
  const current = entries[at];
  const take = useTake(used, openedMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins anew
  useEffect(() => {
    setTyped('');
    setChosen(null);
  }, [pageId]);
  const enter = (beside: boolean) => {
    const ask = entries.find(({ id }) => id === ASK);
    const entry = beside && current?.address === undefined ? (ask ?? current) : current;
    if (entry) take(entry, beside);
  };
  // Enter, pressed before the answer is there, is for what was typed, not for what still stands there.
  const [pressed, setPressed] = useState<{ readonly beside: boolean } | null>(null);
  const press = (beside: boolean) => (isWaiting && chosen === null ? setPressed({ beside }) : enter(beside));
  const settle = useEffectEvent(() => {
    if (pressed === null || isWaiting) return;
    setPressed(null);
    enter(pressed.beside);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever the answer or the key has come
  useEffect(() => settle(), [pressed, isWaiting]);
  const move = (to: number) => setChosen(entries.at(to)?.id ?? null);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const chord = chordOf(event, rules.platform);
    if (chord === 'ArrowDown') move((at + 1) % Math.max(1, entries.length));
    else if (chord === 'ArrowUp') move(at - 1);
    else if (chord === 'PageDown') move(Math.min(at + PAGE, entries.length - 1));
    else if (chord === 'PageUp') move(Math.max(at - PAGE, 0));
    else if (chord === 'Enter') press(false);
    else if (chord === 'Mod+Enter') press(true);
    else if (chord === 'Backspace' && typed === '' && page !== null) palette.open();
    else if (chord === 'Mod+K') palette.close();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={c('head')}>
        <Icon of={Search} />
        {page && <span className={c('page')}>{t(page.text, page.values)}</span>}
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to be typed into
          autoFocus
          className={c('field')}
          type="text"
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={current ? optionId(listId, at) : undefined}
          aria-label={page ? t(page.text, page.values) : t('commands.palette.field')}
          placeholder={t(page ? 'commands.palette.choose' : 'commands.palette.field')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <Results
        id={listId}
        sections={sections}
        current={at}
        platform={rules.platform}
        onPoint={(entry) => setChosen(entry.id)}
        onTake={take}
      />
      {entries.length === 0 && <p className={c('none')}>{t('commands.palette.none')}</p>}
      <p role="status" className="visually-hidden">
        {t('commands.palette.count', { count: entries.length })}
      </p>
      <Footer current={current} isPage={page !== null} platform={rules.platform} />
    </>
  );
}

/** The entry that asks what was typed. */
const ASK = 'conversation.new:typed';

/** Does what the entry says, and keeps that it was used. */
function useTake(used: Used, openedMs: number): (entry: PaletteEntry, beside: boolean) => void {
  const palette = usePalette();
  const attempt = useAttempt();
  const openBeside = useOpenBeside();
  const { set } = useSettings();
  return (entry, beside) => {
    if (entry.isPage !== true) palette.close();
    const { address } = entry;
    if (beside && address !== undefined) openBeside(address);
    else attempt(async () => entry.run());
    // Words that were typed are not kept as what is used: only the command is.
    set('palette.used', { ...noteUse(used, entry.id.replace(/:typed$/, ''), openedMs) });
  };
}
