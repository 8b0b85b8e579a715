import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Composer.module.css';
import { createDrafts } from './drafts.ts';
import { ScopeMenu } from './ScopeMenu.tsx';
import { filtersOf, type Scope } from './scope.ts';
import type { Ask } from './use-ask.ts';

const c = classesOf(css);
const MOST_CHARACTERS = 20_000;
const TALLEST_PX = 240;

export interface ComposerProps {
  /** Null for a new conversation. */
  readonly conversationId: Id | null;
  readonly ask: Ask;
  /** The run of the answer that is being made. */
  readonly running: Id | null;
  /** Something was asked here before. */
  readonly again: boolean;
}

/** Enter asks, Shift+Enter makes a line. What is typed is kept at each key, through reloads and updates. */
export function Composer({ conversationId, ask, running, again }: ComposerProps) {
  const t = useT();
  const command = useCommand();
  const draft = useDraft(conversationId);
  const [scope, setScope] = useState<Scope>({ type: 'all' });
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, draft.text);
  const tooLong = draft.text.length > MOST_CHARACTERS;
  const ready = draft.text.trim() !== '' && !tooLong && !sending && running === null;
  const send = async () => {
    if (!ready) return;
    setSending(true);
    if (await ask(draft.text.trim(), filtersOf(scope))) draft.set('');
    setSending(false);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  const name = t(again ? 'chat.composer.again' : 'chat.composer');
  return (
    <div className={c('composer')}>
      <div className={c('box')}>
        <textarea
          ref={field}
          className={c('field')}
          rows={1}
          aria-label={name}
          placeholder={name}
          value={draft.text}
          onChange={(event) => draft.set(event.target.value)}
          onKeyDown={onKeyDown}
          data-filter-field
        />
        {tooLong && (
          <p className={c('refused')} role="alert">
            {t('chat.tooLong', { count: draft.text.length })}
          </p>
        )}
        <div className={c('row')}>
          <ScopeMenu scope={scope} onChange={setScope} />
          <div className={c('end')}>
            {running === null ? (
              <IconButton
                primary
                icon={ArrowUp}
                label={t('chat.send')}
                shortcut="Enter"
                tipSide="top"
                isDisabled={!ready}
                onPress={() => void send()}
              />
            ) : (
              <IconButton
                primary
                icon={Square}
                size={16}
                label={t('chat.stop')}
                tipSide="top"
                onPress={() => void command('stop-run', { runId: running })}
              />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

function useDraft(conversationId: Id | null): { readonly text: string; readonly set: (text: string) => void } {
  const drafts = useMemo(() => createDrafts(localStorage), []);
  const key = conversationId ?? 'new';
  const [text, setText] = useState(() => drafts.get(key));
  return {
    text,
    set: (next) => {
      setText(next);
      drafts.set(key, next);
    },
  };
}

/** As high as its lines, up to a limit. */
function useGrowing(field: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever the text changes
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, TALLEST_PX)}px`;
  }, [text]);
}
