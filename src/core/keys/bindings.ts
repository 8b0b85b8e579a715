import { isSingleKey, type KeyPlatform } from './chord.ts';
import { refuseChord } from './reserved.ts';

/** What a person has changed: a chord by command; null where the command is to have none. */
export type ChangedKeys = Readonly<Record<string, string | null>>;

export interface Bindable {
  readonly id: string;
  readonly keys?: string;
}

export interface BindingRules {
  readonly changed: ChangedKeys;
  /** Whether keys without a modifier do anything. */
  readonly single: boolean;
  readonly platform: KeyPlatform;
}

/** The chord of the command as it is set, also where it is switched off now; null for none. */
export function chosenKeys(command: Bindable, changed: ChangedKeys): string | null {
  const own = Object.hasOwn(changed, command.id) ? changed[command.id] : undefined;
  return own === undefined ? (command.keys ?? null) : own;
}

/** The chord that does something now. */
export function activeKeys(command: Bindable, rules: BindingRules): string | null {
  const keys = chosenKeys(command, rules.changed);
  if (keys === null || (!rules.single && isSingleKey(keys))) return null;
  return refuseChord(keys, rules.platform) === null ? keys : null;
}

/** Which command a chord does. What a person set goes before what a command brought; then the one that came first. */
export function bindKeys<C extends Bindable>(commands: readonly C[], rules: BindingRules): ReadonlyMap<string, C> {
  const bound = new Map<string, C>();
  const isOwn = (command: C): boolean => Object.hasOwn(rules.changed, command.id);
  for (const command of [...commands.filter(isOwn), ...commands.filter((each) => !isOwn(each))]) {
    const keys = activeKeys(command, rules);
    if (keys !== null && !bound.has(keys)) bound.set(keys, command);
  }
  return bound;
}

/** The command that already has the chord; undefined where it is free. */
export function keysTakenBy<C extends Bindable>(
  chord: string,
  commandId: string,
  commands: readonly C[],
  changed: ChangedKeys,
): C | undefined {
  return commands.find((command) => command.id !== commandId && chosenKeys(command, changed) === chord);
}
