/**
 * A chord is a key with what is held down: `Mod+Shift+K`. `Mod` is Command on a Mac and Control elsewhere; `Ctrl` is
 * Control on a Mac. Parts stand in the order Mod, Ctrl, Alt, Shift. A sign that Shift makes (`?`) is named by itself.
 */

export type KeyPlatform = 'mac' | 'windows' | 'linux';

/** What of a keyboard event a chord is made of. */
export interface KeyPress {
  readonly key: string;
  /** The place on the keyboard, as `KeyN`; what Alt writes on a Mac is not the letter on the key. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const ORDER = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;
type Held = (typeof ORDER)[number];

const ALONE: ReadonlySet<string> = new Set([
  'Control',
  'Meta',
  'Alt',
  'Shift',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
]);
const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', Esc: 'Escape', Del: 'Delete' };

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key);

function keyOf(press: KeyPress): string {
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(press.code);
  if (press.altKey && place) return place[1] ?? place[2] ?? press.key;
  const named = NAMES[press.key] ?? press.key;
  return isLetter(named) ? named.toUpperCase() : named;
}

/** `null` while only keys like Shift are down. */
export function chordOf(press: KeyPress, platform: KeyPlatform): string | null {
  if (ALONE.has(press.key)) return null;
  const isMac = platform === 'mac';
  const key = keyOf(press);
  const isSign = key.length === 1 && !isLetter(key) && !/\d/.test(key);
  const held = {
    Mod: isMac ? press.metaKey : press.ctrlKey,
    Ctrl: isMac && press.ctrlKey,
    Alt: press.altKey,
    Shift: press.shiftKey && !isSign,
  };
  return [...ORDER.filter((part) => held[part]), key].join('+');
}

export interface ChordParts {
  readonly held: readonly Held[];
  readonly key: string;
}

/** `null` for what is no chord. */
export function chordParts(chord: string): ChordParts | null {
  const pieces = chord.endsWith('++')
    ? [...chord.slice(0, -2).split('+'), '+']
    : chord === '+'
      ? ['+']
      : chord.split('+');
  const key = pieces.at(-1);
  const before = pieces.slice(0, -1);
  if (!key || before.some((part) => !ORDER.some((known) => known === part))) return null;
  const held = ORDER.filter((part) => before.includes(part));
  return held.length === before.length ? { held, key } : null;
}

/** Whether it is a character by itself, or with Shift: what somebody who writes would press. */
export function isSingleKey(chord: string): boolean {
  const parts = chordParts(chord);
  if (parts === null || parts.held.some((part) => part !== 'Shift')) return false;
  return [...parts.key].length === 1;
}

const MAC_SIGNS: Readonly<Record<Held, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
const KEY_SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** As it stands on the keys of that platform, each key by itself: `⌘`, `K` or `Ctrl`, `K`. */
export function printedKeys(chord: string, platform: KeyPlatform): readonly string[] {
  const parts = chordParts(chord);
  if (parts === null) return [chord];
  const held = parts.held.map((part) => (platform === 'mac' ? MAC_SIGNS[part] : part === 'Mod' ? 'Ctrl' : part));
  return [...held, KEY_SIGNS[parts.key] ?? parts.key];
}

const ARIA: Readonly<Record<Held, string>> = { Mod: 'Control', Ctrl: 'Control', Alt: 'Alt', Shift: 'Shift' };

/** For `aria-keyshortcuts`. */
export function ariaKeys(chord: string, platform: KeyPlatform): string {
  const parts = chordParts(chord);
  if (parts === null) return chord;
  return [...parts.held.map((part) => (part === 'Mod' && platform === 'mac' ? 'Meta' : ARIA[part])), parts.key].join(
    '+',
  );
}

/** By what the browser says of itself: `navigator.platform` or the user agent. */
export function keyPlatform(name: string): KeyPlatform {
  if (/mac|iphone|ipad|ipod/i.test(name)) return 'mac';
  return /win/i.test(name) ? 'windows' : 'linux';
}
