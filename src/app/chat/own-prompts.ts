import type { MessageId } from '../i18n/en.ts';

/** A prompt that somebody saved. */
export interface OwnPrompt {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** The preference that keeps them. */
export const PROMPTS_KEY = 'composer.prompts';
export const MOST_PROMPTS = 50;

/** What is kept, without what is none. */
export function readPrompts(value: unknown): readonly OwnPrompt[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    const { id, name, text } = { ...(each as Partial<Record<keyof OwnPrompt, unknown>>) };
    if (typeof id !== 'string' || typeof name !== 'string' || typeof text !== 'string') return [];
    return [{ id, name, text }];
  });
}

/** Ready ones: what `/` calls them, and the words that are put into the field. */
export const READY_PROMPTS: readonly { readonly id: string; readonly name: MessageId; readonly text: MessageId }[] = [
  { id: 'summarise', name: 'composer.ready.summarise', text: 'composer.ready.summarise.text' },
  { id: 'dates', name: 'composer.ready.dates', text: 'composer.ready.dates.text' },
  { id: 'changed', name: 'composer.ready.changed', text: 'composer.ready.changed.text' },
  { id: 'todo', name: 'composer.ready.todo', text: 'composer.ready.todo.text' },
  { id: 'people', name: 'composer.ready.people', text: 'composer.ready.people.text' },
];

/** Whether the name begins with what was typed, or a word of it does. */
export const isNamed = (name: string, typed: string): boolean =>
  ` ${name.toLowerCase()}`.includes(` ${typed.toLowerCase()}`) ||
  name.toLowerCase().replaceAll(' ', '-').startsWith(typed.toLowerCase());
