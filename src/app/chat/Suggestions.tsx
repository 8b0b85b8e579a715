import type { KeyboardEvent, Ref } from 'react';
import { useEffect, useId, useImperativeHandle, useState } from 'react';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Mention } from './drafts.ts';
import css from './Suggestions.module.css';
import { type Suggestion, usePromptSuggestions, useThingSuggestions } from './suggestion-lists.ts';
import type { Trigger } from './triggers.ts';

const c = classesOf(css);

/** What the field asks of the list: whether it takes a key. */
export interface SuggestionKeys {
  readonly take: (event: KeyboardEvent) => boolean;
}

/** What the field says of the list to those who do not see it. */
export interface ListState {
  readonly listId: string;
  readonly activeId: string | undefined;
}

export interface SuggestionsProps {
  readonly trigger: Trigger;
  readonly keys: Ref<SuggestionKeys>;
  readonly onList: (state: ListState | null) => void;
  readonly onMention: (mention: Mention) => void;
  readonly onText: (text: string) => void;
  readonly onCommand: (command: 'attach' | 'prompts') => void;
  readonly onClose: () => void;
}

/** Things or prompts that fit what is typed, above the field, which keeps the focus. */
export function Suggestions(props: SuggestionsProps) {
  return props.trigger.kind === 'mention' ? <Things {...props} /> : <Prompts {...props} />;
}

function Things(props: SuggestionsProps) {
  const list = useThingSuggestions(props.trigger.typed, props.onMention);
  return <List {...props} suggestions={list} what="things" />;
}

function Prompts(props: SuggestionsProps) {
  const stored = useLive('preferences', {}).value;
  const list = usePromptSuggestions(props.trigger.typed, stored, props);
  return <List {...props} suggestions={list} what="prompts" />;
}

interface ListProps extends SuggestionsProps {
  /** Undefined while they are looked for. */
  readonly suggestions: readonly Suggestion[] | undefined;
  readonly what: 'things' | 'prompts';
}

function List({ trigger, suggestions, what, keys, onList, onClose }: ListProps) {
  const t = useT();
  const id = useId();
  const keysOf = suggestions?.map(({ key }) => key).join() ?? '';
  const [moved, setMoved] = useState({ to: 0, of: keysOf });
  const count = suggestions?.length ?? 0;
  // What is chosen of an earlier list is not of the next one.
  const at = moved.of === keysOf ? Math.min(moved.to, count - 1) : 0;
  const activeId = count > 0 ? `${id}option${at}` : undefined;
  useEffect(() => {
    onList({ listId: id, activeId });
    document.getElementById(activeId ?? '')?.scrollIntoView({ block: 'nearest' });
  }, [id, activeId, onList]);
  useEffect(() => () => onList(null), [onList]);
  useImperativeHandle(keys, () => ({
    take(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') onClose();
      else if (step !== undefined && count > 0) setMoved({ to: (at + step + count) % count, of: keysOf });
      else if ((event.key === 'Enter' || event.key === 'Tab') && count > 0) suggestions?.[at]?.run();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  }));
  // Words behind a sign that names nothing are words.
  if (suggestions === undefined || (count === 0 && /\s/.test(trigger.typed))) return null;
  return (
    <div className={c('popup')}>
      <p className={c('label')}>{t(`composer.${what}`)}</p>
      <div role="listbox" id={id} aria-label={t(`composer.${what}`)} className={c('list')}>
        {suggestions.map(({ key, icon, name, detail, run }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys choose
          <div
            key={key}
            id={`${id}option${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={run}
          >
            <Icon of={icon} size={16} />
            <span className={c('name')} dir="auto">
              {name}
            </span>
            {detail !== '' && <span className={c('detail')}>{detail}</span>}
          </div>
        ))}
      </div>
      {count === 0 && <p className={c('empty')}>{t(`composer.none.${what}`)}</p>}
      <p role="status" className="visually-hidden">
        {t('composer.suggested', { count })}
      </p>
    </div>
  );
}
