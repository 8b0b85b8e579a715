import { useCallback, useEffect, useMemo, useState } from 'react';
import { chosenKeys } from '../../../core/keys/bindings.ts';
import { mostUsed, scoreOf, type Used } from '../../../core/keys/used.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useCommandList, usePalette } from '../commands.tsx';
import type { AppCommand, CommandChoice } from '../registry.ts';
import { type KeyRules, useAttempt } from '../use-keys.ts';
import type { PaletteEntry, PaletteGroup, PaletteSection } from './entries.ts';
import { rank } from './rank.ts';
import { useThings } from './use-things.ts';

const OFTEN = 5;
const NONE: readonly never[] = [];

export interface PaletteInput {
  readonly typed: string;
  readonly page: AppCommand | null;
  readonly used: Used;
  readonly rules: KeyRules;
  /** When the palette was opened: what is used is weighed at this time. UTC in ms. */
  readonly openedMs: number;
}

export interface PaletteSections {
  /** Those without entries are left out. */
  readonly sections: readonly PaletteSection[];
  /** Not all of it is of the typed words yet. */
  readonly isWaiting: boolean;
}

/** What the palette shows, by section. */
export function useSections({ typed, page, used, rules, openedMs }: PaletteInput): PaletteSections {
  const usedOf = useCallback(
    (id: string) => scoreOf(Object.hasOwn(used, id) ? used[id] : undefined, openedMs),
    [used, openedMs],
  );
  const commands = useCommandEntries(rules);
  const withWords = useTypedEntries(typed);
  const { recent, things, isWaiting } = useThings(typed, usedOf);
  const choices = useChoices(page);
  const sections = useMemo(() => {
    if (page !== null) return filled([['choices', rank(choices, typed, labelOf, () => 0)]]);
    if (typed.trim() !== '') {
      const matching = rank(commands, typed, labelOf, ({ id }) => usedOf(id));
      return filled([
        ['things', things],
        ['commands', matching],
        ['typed', withWords],
      ]);
    }
    const byId = new Map([...commands, ...recent].map((entry) => [entry.id, entry]));
    const often = mostUsed(used, openedMs)
      .flatMap((id) => byId.get(id) ?? [])
      .slice(0, OFTEN);
    const rest = (entries: readonly PaletteEntry[]) => entries.filter((entry) => !often.includes(entry));
    return filled([
      ['used', often],
      ['recent', rest(recent)],
      ['commands', rest(commands)],
    ]);
  }, [page, choices, typed, commands, things, withWords, recent, used, usedOf, openedMs]);
  return { sections, isWaiting: isWaiting && page === null };
}

const labelOf = ({ label }: PaletteEntry): string => label;

function filled(sections: readonly (readonly [PaletteGroup, readonly PaletteEntry[]])[]): readonly PaletteSection[] {
  return sections.flatMap(([group, entries]) => (entries.length === 0 ? [] : [{ group, entries }]));
}

/** What can be done now. Asked when it is opened: the palette itself has the focus from then on. */
function useCommandEntries(rules: KeyRules): readonly PaletteEntry[] {
  const t = useT();
  const palette = usePalette();
  const list = useCommandList();
  return useMemo(
    () =>
      list
        .filter((command) => !command.isHidden && command.isEnabled?.() !== false)
        .map((command) => {
          const keys = chosenKeys(command, rules.changed);
          return {
            id: command.id,
            label: t(command.text, command.values),
            ...(command.icon ? { icon: command.icon } : {}),
            ...(keys === null ? {} : { keys }),
            ...(command.address === undefined ? {} : { address: command.address }),
            isPage: command.choices !== undefined,
            run: () => (command.choices ? palette.open(command.id) : command.run?.()),
          };
        }),
    [list, rules.changed, t, palette],
  );
}

function useTypedEntries(typed: string): readonly PaletteEntry[] {
  const t = useT();
  const list = useCommandList();
  const words = typed.trim();
  return useMemo(() => {
    if (words === '') return NONE;
    return list.flatMap(({ id, typed: withWords, icon }) => {
      if (withWords === undefined) return [];
      const label = t(withWords.text, { typed: words });
      return [{ id: `${id}:typed`, label, ...(icon ? { icon } : {}), run: () => withWords.run(words) }];
    });
  }, [list, words, t]);
}

function useChoices(page: AppCommand | null): readonly PaletteEntry[] {
  const attempt = useAttempt();
  const [held, setHeld] = useState<{ readonly of: string; readonly choices: readonly CommandChoice[] }>();
  const id = page?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each page
  useEffect(() => {
    if (page?.choices === undefined) return;
    let over = false;
    attempt(async () => {
      const choices = (await page.choices?.()) ?? NONE;
      if (!over) setHeld({ of: page.id, choices });
    });
    return () => {
      over = true;
    };
  }, [id]);
  if (page === null || held?.of !== page.id) return NONE;
  return held.choices.map((choice) => ({ ...choice, id: `${page.id}:${choice.id}` }));
}
