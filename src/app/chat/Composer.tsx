import { ArrowUp, Paperclip, Square } from 'lucide-react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  type Ref,
  Suspense,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { Id } from '../../core/ids.ts';
import { useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Composer.module.css';
import { AttachmentChips, MentionChips } from './ComposerChips.tsx';
import type { Mention } from './drafts.ts';
import { ScopeMenu } from './ScopeMenu.tsx';
import type { ListState, SuggestionKeys } from './Suggestions.tsx';
import { filtersFor, scopeAmong } from './scope.ts';
import { complete, stepHistory, type Trigger, triggerAt } from './triggers.ts';
import type { Ask } from './use-ask.ts';
import { useAttachments } from './use-attachments.ts';
import { useChoosable } from './use-choosable.ts';
import { useDraft, withMentions } from './use-draft.ts';
import { useGrowing } from './use-growing.ts';

const c = classesOf(css);
const MOST_CHARACTERS = 20_000;
/** So little room a shorter question takes in any model that nothing is said of it. */
const SHORT_CHARACTERS = 300;
const NOTHING_ASKED: readonly string[] = [];
const Suggestions = lazy(async () => ({ default: (await import('./Suggestions.tsx')).Suggestions }));
const QuestionLength = lazy(async () => ({ default: (await import('./QuestionLength.tsx')).QuestionLength }));
const PromptsDialog = lazy(async () => ({ default: (await import('./PromptsDialog.tsx')).PromptsDialog }));

/** What others may ask of the field. */
export interface ComposerHandle {
  /** Puts the words as a quotation above what is written, and the caret behind it. */
  readonly quote: (words: string) => void;
  readonly focus: () => void;
}

export interface ComposerProps {
  /** Null for a new conversation. */
  readonly conversationId: Id | null;
  /** That of the conversation; without it, the one that the window is in. */
  readonly workspaceId?: Id;
  readonly ask: Ask;
  /** The run of the answer that is being made. */
  readonly running: Id | null;
  /** Something was asked here before. */
  readonly again: boolean;
  /** What was asked here, newest first: the up arrow brings it back. */
  readonly history?: readonly string[];
  readonly ref?: Ref<ComposerHandle>;
}

/**
 * Asks. `#` names a thing and `/` a prompt, files are dropped, pasted or chosen. What is typed is kept at each key, with
 * what it is about and where it looks, through reloads and updates.
 */
export function Composer(props: ComposerProps) {
  const { conversationId, ask, running, again, history = NOTHING_ASKED, ref } = props;
  const t = useT();
  const command = useCommand();
  const { draft, change } = useDraft(conversationId);
  const workspaces = useChoosable(props.workspaceId);
  const scope = scopeAmong(draft.scope, workspaces);
  const [sending, setSending] = useState(false);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [dismissed, setDismissed] = useState(-1);
  const [list, setList] = useState<ListState | null>(null);
  const [prompts, setPrompts] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const keys = useRef<SuggestionKeys>(null);
  const past = useRef(-1);
  const sendKey = useLive('settings', {}).value?.['composer.sendKey'] === 'mod-enter' ? 'mod-enter' : 'enter';
  useGrowing(field, draft.text);
  const mention = useCallback((added: readonly Mention[]) => change((old) => withMentions(old, added)), [change]);
  const attachments = useAttachments(mention);
  const tooLong = draft.text.length > MOST_CHARACTERS;
  const ready =
    draft.text.trim() !== '' && !tooLong && !sending && running === null && attachments.running.length === 0;

  const put = useCallback(
    (text: string, caret: number) => {
      change((old) => ({ ...old, text }));
      setTrigger(null);
      // After the field has the text.
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.setSelectionRange(caret, caret);
      });
    },
    [change],
  );
  useImperativeHandle(ref, () => ({
    quote(words) {
      const quoted = words
        .trim()
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n');
      const text = `${draft.text.trim() === '' ? '' : `${draft.text.trimEnd()}\n\n`}${quoted}\n\n`;
      put(text, text.length);
    },
    focus: () => field.current?.focus(),
  }));
  const send = async () => {
    if (!ready) return;
    setSending(true);
    if (await ask(draft.text.trim(), filtersFor({ ...draft, scope }))) {
      change((old) => ({ ...old, text: '', mentions: [] }));
      past.current = -1;
    }
    setSending(false);
    field.current?.focus();
  };
  const look = () => {
    const { value, selectionStart, selectionEnd } = field.current ?? { value: '', selectionStart: 0, selectionEnd: 0 };
    const next = selectionStart === selectionEnd ? triggerAt(value, selectionStart) : null;
    // Put away for as long as it is the same sign.
    if (next === null) setDismissed(-1);
    setTrigger(next);
  };
  const recall = (step: 1 | -1): boolean => {
    if (draft.text !== (history[past.current] ?? '')) past.current = -1;
    if (draft.text !== '' && past.current === -1) return false;
    const next = stepHistory(history, past.current, step);
    if (next === past.current) return false;
    past.current = next;
    const text = history[next] ?? '';
    put(text, text.length);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || keys.current?.take(event)) return;
    const step = ({ ArrowUp: 1, ArrowDown: -1 } as const)[event.key];
    if (step !== undefined && !event.shiftKey && recall(step)) return event.preventDefault();
    const mod = event.ctrlKey || event.metaKey;
    if (event.key !== 'Enter' || event.shiftKey || (sendKey === 'mod-enter' && !mod)) return;
    event.preventDefault();
    void send();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0 || event.clipboardData.getData('text/plain') !== '') return;
    event.preventDefault();
    attachments.paste(event.clipboardData.files);
  };
  const choose = (chosen: string, added: readonly Mention[]) => {
    if (trigger === null) return;
    mention(added);
    const done = complete(draft.text, trigger, chosen);
    put(done.text, done.caret);
  };
  const shown = trigger !== null && trigger.span.start !== dismissed ? trigger : null;
  const name = t(again ? 'chat.composer.again' : 'chat.composer');
  return (
    <div className={c('composer')}>
      <div className={c('box')} ref={attachments.dropRef}>
        <Suspense>
          {shown && (
            <Suggestions
              trigger={shown}
              keys={keys}
              onList={setList}
              onMention={(chosen) => choose(chosen.title, [chosen])}
              onText={(text) => choose(text, [])}
              onCommand={(which) => {
                choose('', []);
                if (which === 'attach') attachments.choose();
                else setPrompts(true);
              }}
              onClose={() => setDismissed(shown.span.start)}
            />
          )}
          {prompts && <PromptsDialog onClose={() => setPrompts(false)} />}
        </Suspense>
        <MentionChips
          mentions={draft.mentions}
          onRemove={(id) => change((old) => ({ ...old, mentions: old.mentions.filter((held) => held.id !== id) }))}
        />
        <AttachmentChips attachments={attachments} />
        <textarea
          ref={field}
          className={c('field')}
          rows={1}
          dir="auto"
          aria-label={name}
          aria-autocomplete="list"
          aria-controls={list?.listId}
          aria-activedescendant={list?.activeId}
          placeholder={name}
          value={draft.text}
          onChange={(event) => {
            change((old) => ({ ...old, text: event.target.value }));
            look();
          }}
          onSelect={look}
          onBlur={() => setTrigger(null)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          data-filter-field
        />
        <Suspense>
          {draft.text.length > SHORT_CHARACTERS && <QuestionLength text={draft.text} most={MOST_CHARACTERS} />}
        </Suspense>
        <div className={c('row')}>
          <IconButton
            icon={Paperclip}
            size={16}
            label={t('composer.attach')}
            tipSide="top"
            tipAlign="start"
            onPress={attachments.choose}
          />
          <ScopeMenu
            scope={scope}
            chosen={draft.mentions.length}
            workspaces={workspaces}
            onChange={(chosen) => change((old) => ({ ...old, scope: chosen, mentions: [] }))}
          />
          <div className={c('end')}>
            {running === null ? (
              <IconButton
                primary
                icon={ArrowUp}
                label={t('chat.send')}
                shortcut={sendKey === 'enter' ? 'Enter' : 'Ctrl Enter'}
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
