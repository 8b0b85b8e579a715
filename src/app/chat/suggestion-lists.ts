import { type LucideIcon, MessageSquareText, Paperclip, Settings2, Sparkles } from 'lucide-react';
import { useMemo } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import type { Mention } from './drafts.ts';
import { isNamed, PROMPTS_KEY, READY_PROMPTS, readPrompts } from './own-prompts.ts';

export interface Suggestion {
  readonly key: string;
  readonly icon: LucideIcon;
  readonly name: string;
  readonly detail: string;
  readonly run: () => void;
}

const MOST = 8;

/** Things by what was typed of their titles; before anything is typed, those that changed last. */
export function useThingSuggestions(
  typed: string,
  onMention: (mention: Mention) => void,
): readonly Suggestion[] | undefined {
  const named = useLive('titles', typed === '' ? null : { typed, limit: MOST }, { keep: true }).value;
  const newest = useLive('items', typed === '' ? { limit: MOST } : null).value?.items;
  const items = typed === '' ? newest : named;
  return useMemo(() => items?.map((item) => suggestionOf(item, onMention)), [items, onMention]);
}

const suggestionOf = ({ id, title, kind, folder }: Item, onMention: (mention: Mention) => void): Suggestion => ({
  key: id,
  icon: KIND_ICONS[kind],
  name: title,
  detail: folder.split('/').join(' / '),
  run: () => onMention({ id, title, kind }),
});

interface PromptActions {
  readonly onText: (text: string) => void;
  readonly onCommand: (command: 'attach' | 'prompts') => void;
}

/** Own prompts, the ready ones, and what else a slash can do. */
export function usePromptSuggestions(
  typed: string,
  stored: Readonly<Record<string, unknown>> | undefined,
  { onText, onCommand }: PromptActions,
): readonly Suggestion[] | undefined {
  const t = useT();
  return useMemo(() => {
    if (stored === undefined) return undefined;
    const own = readPrompts(stored[PROMPTS_KEY]).map(({ id, name, text }) => ({
      key: id,
      icon: MessageSquareText,
      name,
      detail: text,
      run: () => onText(text),
    }));
    const ready = READY_PROMPTS.map(({ id, name, text }) => ({
      key: id,
      icon: Sparkles,
      name: t(name),
      detail: t(text),
      run: () => onText(t(text)),
    }));
    const commands = (['attach', 'prompts'] as const).map((command) => ({
      key: command,
      icon: command === 'attach' ? Paperclip : Settings2,
      name: t(`composer.command.${command}`),
      detail: '',
      run: () => onCommand(command),
    }));
    return [...own, ...ready, ...commands].filter(({ name }) => isNamed(name, typed));
  }, [typed, stored, t, onText, onCommand]);
}
