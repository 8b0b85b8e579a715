import type { LucideIcon } from 'lucide-react';
import type { MessageId } from '../i18n/en.ts';
import type { MessageValues } from '../i18n/i18n.tsx';

/** In the order in which the palette and the shortcut sheet show them. */
export const COMMAND_SECTIONS = [
  'go',
  'create',
  'conversation',
  'note',
  'library',
  'find',
  'workspace',
  'view',
  'data',
  'settings',
  'help',
] as const;

export type CommandSection = (typeof COMMAND_SECTIONS)[number];

/** One of several to choose from, on a page of its own in the palette. The label is text, not a message. */
export interface CommandChoice {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** It is the one in force now. */
  readonly isChosen?: boolean;
  readonly run: () => void | Promise<void>;
}

export interface AppCommand {
  /** Stable: shortcuts and what is used are kept by it. Area and verb: `note.new`. */
  readonly id: string;
  /** A verb phrase. */
  readonly text: MessageId;
  readonly values?: MessageValues;
  readonly section: CommandSection;
  readonly icon?: LucideIcon;
  /** The chord until somebody changes it: `Mod+K`, `N`, `?`. None that `refuseChord` refuses. */
  readonly keys?: string;
  /** A refusal that it throws is shown as a message. Not asked of a command with `choices`. */
  readonly run?: () => void | Promise<void>;
  /** The view that it opens, as `/notes/…`: then it can be opened beside and in a tab too. */
  readonly address?: string;
  /** What it does with what was typed in the palette: an entry of its own there, with `{typed}` in its text. */
  readonly typed?: { readonly text: MessageId; readonly run: (typed: string) => void | Promise<void> };
  /** Asked when it is shown and when its key is pressed. Default: always. */
  readonly isEnabled?: () => boolean;
  /** Instead of `run`, these are shown on a page of the palette. */
  readonly choices?: () => readonly CommandChoice[] | Promise<readonly CommandChoice[]>;
  /** Only for the keyboard and the sheet: it would say nothing in the palette. */
  readonly isHidden?: boolean;
}

type Owner = object;

/** The commands of what is on the screen now. Outside of React's state: a key reads it without drawing anything. */
export interface CommandRegistry {
  /** Puts these in the place of what the owner had; an empty list takes them away. Of two with the same id the owner's that came last counts. */
  readonly put: (owner: Owner, commands: readonly AppCommand[]) => void;
  /** By section, then in the order of registration. The same array until what is shown of it changes. */
  readonly list: () => readonly AppCommand[];
  readonly find: (id: string) => AppCommand | undefined;
  readonly onChange: (listener: () => void) => () => void;
}

/** What is shown of a command: while this is the same, nobody has to look again. */
const faceOf = ({ id, text, values, section, keys, isHidden }: AppCommand): string =>
  JSON.stringify([id, text, values ?? null, section, keys ?? null, isHidden ?? false]);

export function createCommandRegistry(): CommandRegistry {
  const owned = new Map<Owner, { readonly commands: readonly AppCommand[]; readonly faces: string }>();
  const listeners = new Set<() => void>();
  let listed: readonly AppCommand[] = [];
  /** By id; null after each change until somebody asks: views put theirs with each drawing. */
  let current: ReadonlyMap<string, AppCommand> | null = null;
  let faces = '';

  const byId = () => {
    current ??= new Map([...owned.values()].flatMap(({ commands }) => commands).map((each) => [each.id, each]));
    return current;
  };
  const refresh = () => {
    const next = [...byId().values()].sort(
      (a, b) => COMMAND_SECTIONS.indexOf(a.section) - COMMAND_SECTIONS.indexOf(b.section),
    );
    const nextFaces = next.map(faceOf).join('\n');
    if (nextFaces === faces) return;
    faces = nextFaces;
    // What is listed runs what the owner gave last, so that the list need not change with each drawing.
    listed = next.map((command) => delegate(command));
    for (const listener of [...listeners]) listener();
  };
  function delegate(command: AppCommand): AppCommand {
    const now = () => byId().get(command.id) ?? command;
    const { choices, typed, run } = command;
    return {
      ...command,
      ...(run ? { run: () => (now().run ?? run)() } : {}),
      isEnabled: () => now().isEnabled?.() ?? true,
      ...(typed ? { typed: { ...typed, run: (text: string) => (now().typed ?? typed).run(text) } } : {}),
      ...(choices ? { choices: () => (now().choices ?? choices)() } : {}),
    };
  }
  return {
    put(owner, commands) {
      // An owner keeps its place: two that are drawn with what they change would take turns at the end for ever.
      const before = owned.get(owner)?.faces ?? '';
      const after = commands.map(faceOf).join('\n');
      if (commands.length > 0) owned.set(owner, { commands, faces: after });
      else owned.delete(owner);
      current = null;
      if (after !== before) refresh();
    },
    list: () => listed,
    find: (id) => byId().get(id),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
