import { useEffect, useEffectEvent, useMemo } from 'react';
import { toAppError } from '../../core/errors.ts';
import { bindKeys, type ChangedKeys } from '../../core/keys/bindings.ts';
import { chordOf, isSingleKey, type KeyPlatform, keyPlatform } from '../../core/keys/chord.ts';
import { useLive } from '../client.tsx';
import { useToast } from '../ui/Toast.tsx';
import { useCommandList, usePalette } from './commands.tsx';
import type { AppCommand } from './registry.ts';

const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]';
const ABOVE = '[role="dialog"], [role="alertdialog"]';

/** The platform whose keys are pressed here. */
export const herePlatform = (): KeyPlatform => keyPlatform(navigator.platform || navigator.userAgent);

export interface KeyRules {
  readonly changed: ChangedKeys;
  readonly single: boolean;
  readonly platform: KeyPlatform;
}

/** What is set about keys, in this tab as in all others. */
export function useKeyRules(): KeyRules {
  const { value } = useLive('settings', {});
  const changed = value?.['shortcuts.keys'] as ChangedKeys | undefined;
  const single = value?.['shortcuts.single'] !== false;
  return useMemo(() => ({ changed: changed ?? {}, single, platform: herePlatform() }), [changed, single]);
}

/** Keys that write belong to a field that has the focus, also to one within a shadow root. */
function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(FIELDS) !== null;
}

/** Does what is bound to the pressed keys, unless something open above the page, or a field, has them. Says what is set. */
export function useCommandKeys(): KeyRules {
  const rules = useKeyRules();
  const commands = useCommandList();
  const run = useRunCommand();
  const bound = useMemo(() => bindKeys(commands, rules), [commands, rules]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.getModifierState('AltGraph')) return;
    const chord = chordOf(event, rules.platform);
    const command = chord === null ? undefined : bound.get(chord);
    if (chord === null || command === undefined || command.isEnabled?.() === false) return;
    if ((isSingleKey(chord) || chord === 'Escape') && isWriting(event)) return;
    if (document.querySelector(ABOVE) !== null) return;
    event.preventDefault();
    run(command);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return rules;
}

/** Runs a command; what it refuses is shown. The choices of a command that has some are shown in the palette. */
export function useRunCommand(): (command: AppCommand) => void {
  const palette = usePalette();
  const attempt = useAttempt();
  return (command) => {
    if (command.choices) palette.open(command.id);
    else attempt(async () => command.run?.());
  };
}

/** Does it; what is refused is shown as a message. */
export function useAttempt(): (work: () => Promise<void>) => void {
  const toast = useToast();
  return (work) => {
    work().catch((thrown: unknown) => {
      const error = toAppError(thrown);
      if (error.code !== 'cancelled') toast.show({ text: error.message, tone: 'bad' });
    });
  };
}
