import { Trash2 } from 'lucide-react';
import { type SyntheticEvent, useId, useRef, useState } from 'react';
import { useClient, useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { MOST_PROMPTS, type OwnPrompt, PROMPTS_KEY, readPrompts } from './own-prompts.ts';
import css from './PromptsDialog.module.css';

const c = classesOf(css);

/** The own prompts: one can be written, and each can be deleted. */
export function PromptsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const stored = useLive('preferences', {}).value;
  const prompts = readPrompts(stored?.[PROMPTS_KEY]);
  const form = useId();
  const fields = useRef<HTMLFormElement>(null);
  const [name, setName] = useState('');
  const [words, setWords] = useState('');
  const full = prompts.length >= MOST_PROMPTS;
  const ready = stored !== undefined && name.trim() !== '' && words.trim() !== '' && !full;
  const keep = async (value: readonly OwnPrompt[], done: string) =>
    (await command('set-preference', { key: PROMPTS_KEY, value: value.map((one) => ({ ...one })) }, { done })) !== null;
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!ready) return;
    const added = { id: client.newId(), name: name.trim().slice(0, 60), text: words.trim().slice(0, 4_000) };
    if (await keep([...prompts, added], t('composer.promptSaved', { name: added.name }))) {
      setName('');
      setWords('');
    }
  };
  const remove = async ({ id: removed, name: title }: OwnPrompt) => {
    const others = prompts.filter(({ id }) => id !== removed);
    if (!(await keep(others, t('composer.promptDeleted', { name: title })))) return;
    // The button goes, and the focus does not go with it.
    fields.current?.querySelector('input')?.focus();
  };
  const actions = (
    <Button kind="primary" type="submit" form={form} isDisabled={!ready}>
      {t('composer.savePrompt')}
    </Button>
  );
  return (
    <Dialog title={t('composer.prompts.title')} open onClose={onClose} actions={actions}>
      <form ref={fields} id={form} className={c('form')} onSubmit={(event) => void save(event)}>
        <TextField label={t('composer.promptName')} value={name} onChange={setName} autoFocus />
        <TextField label={t('composer.promptText')} value={words} onChange={setWords} />
        {full && <p className={c('note')}>{t('composer.promptsFull', { count: MOST_PROMPTS })}</p>}
      </form>
      {prompts.length === 0 && <p className={c('note')}>{t('composer.noOwnPrompts')}</p>}
      <ul className={c('list')}>
        {prompts.map((prompt) => (
          <li key={prompt.id}>
            <span className={c('name')} dir="auto">
              {prompt.name}
            </span>
            <span className={c('text')} dir="auto">
              {prompt.text}
            </span>
            <IconButton
              icon={Trash2}
              size={16}
              label={t('composer.deletePrompt', { name: prompt.name })}
              onPress={() => void remove(prompt)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
