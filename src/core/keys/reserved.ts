import { chordParts, type KeyPlatform } from './chord.ts';

/**
 * Chords that stay with the browser, the system or a screen reader, and why. What a browser lets a page take is here too
 * where people rely on it. `Mod+K` is not: it only goes to the address bar, and is a palette everywhere.
 * Sources: the shortcut pages of Chrome, Edge, Firefox and Safari; the key commands of NVDA, JAWS and VoiceOver.
 */

/** `sign`: not a chord. The others name who has it. */
export type Refusal = 'sign' | 'browser' | 'screen-reader' | 'system' | 'writing' | 'moving';

const every = (held: string, keys: string): readonly string[] => keys.split(' ').map((key) => `${held}+${key}`);

const BROWSER_ALL: ReadonlySet<string> = new Set([
  ...every('Mod', 'A C D E F G H J L M N O P Q R S T U V W X Y Z + - = 0 1 2 3 4 5 6 7 8 9 F4 F5 Tab PageUp PageDown'),
  ...every('Mod+Shift', 'A B C D E G H I J K M N O P Q R S T U V W X Y Z Delete Tab PageUp PageDown'),
  ...'F1 F3 F5 F6 F7 F10 F11 F12 Shift+F5 Shift+F7 Shift+F10 Alt+F4 Alt+Home Alt+Enter'.split(' '),
  ...every('Alt', 'ArrowLeft ArrowRight ArrowUp ArrowDown'),
]);

const BROWSER_MAC: ReadonlySet<string> = new Set([
  ...every('Mod', ', [ ] ArrowLeft ArrowRight ArrowUp ArrowDown ?'),
  ...every('Mod+Alt', 'ArrowLeft ArrowRight B C F I J U L'),
  ...every('Mod+Shift', '[ ] { } ArrowLeft ArrowRight \\'),
  ...every('Mod+Ctrl', 'F'),
  ...'Ctrl+Tab Ctrl+Shift+Tab'.split(' '),
]);

const SYSTEM_MAC: ReadonlySet<string> = new Set(['Mod+Space', 'Mod+Alt+Space', 'Mod+Alt+Escape', 'Mod+Alt+D', 'Mod+`']);
const SYSTEM_OTHER: ReadonlySet<string> = new Set([
  'Mod+Alt+Delete',
  'Mod+Escape',
  'Mod+Shift+Escape',
  'Alt+Tab',
  'Alt+Space',
]);

/** Keys that move, write or press what has the focus; a page that takes them away cannot be worked by keyboard. */
const MOVING: ReadonlySet<string> = new Set(
  'Tab Enter Space Backspace Delete ArrowUp ArrowDown ArrowLeft ArrowRight Home End PageUp PageDown Insert ContextMenu'.split(
    ' ',
  ),
);

type Parts = NonNullable<ReturnType<typeof chordParts>>;

/** The modifiers of screen readers: Insert and Caps Lock never arrive; Control with Alt is VoiceOver, NVDA's start and tables. */
function isOfScreenReader({ held, key }: Parts, platform: KeyPlatform): boolean {
  const has = (part: Parts['held'][number]) => held.includes(part);
  if (platform === 'mac') return has('Ctrl') && has('Alt');
  return has('Mod') && has('Alt') && /^(?:Arrow|Home$|End$|Page|N$|Space$|\d$)/.test(key);
}

/** Alt with a letter writes a sign on a Mac and opens a menu elsewhere; Control with Alt is AltGr. */
function writes({ held, key }: Parts, platform: KeyPlatform): boolean {
  if (key.length !== 1) return false;
  const only = held.filter((part) => part !== 'Shift').join('+');
  return only === 'Alt' || (only === 'Mod+Alt' && platform !== 'mac');
}

/** Why the chord cannot be given to a command; null where it can. */
export function refuseChord(chord: string, platform: KeyPlatform): Refusal | null {
  const parts = chordParts(chord);
  if (parts === null) return 'sign';
  if (parts.held.every((part) => part === 'Shift') && MOVING.has(parts.key)) return 'moving';
  if (isOfScreenReader(parts, platform)) return 'screen-reader';
  const isMac = platform === 'mac';
  if ((isMac ? SYSTEM_MAC : SYSTEM_OTHER).has(chord)) return 'system';
  if (BROWSER_ALL.has(chord) || (isMac && BROWSER_MAC.has(chord))) return 'browser';
  return writes(parts, platform) ? 'writing' : null;
}
