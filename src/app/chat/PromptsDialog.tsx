import { Trash2 } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { useClient, useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { MOST_PROMPTS, type OwnPrompt, PROMPTS_KEY, readPrompts } from './own-prompts.ts';
import css from './PromptsDialog.module.css';

const c = classesOf(css);

export interface PromptsDialogProps {
  /** What stands in the field: what a new prompt begins as. */
  readonly text: string;
  readonly onClose: () => void;
}

/** The own prompts: what is written can be saved as one, and each can be deleted. */
export function PromptsDialog({ text, onClose }: PromptsDialogProps) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const stored = useLive('preferences', {}).value;
  const prompts = readPrompts(stored?.[PROMPTS_KEY]);
  const [name, setName] = useState('');
  const [words, setWords] = useState(text);
  const full = prompts.length >= MOST_PROMPTS;
  const ready = stored !== undefined && name.trim() !== '' && words.trim() !== '' && !full;
  const keep = async (value: readonly OwnPrompt[], done: string) =>
    (await command('set-preference', { key: PROMPTS_KEY, value: value.map((one) => ({ ...one })) }, { done })) !== null;
  const save = async (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (!ready) return;
    const added = { id: client.newId(), name: name.trim().slice(0, 60), text: words.trim().slice(0, 4_000) };
    if (await keep([...prompts, added], t('composer.promptSaved', { name: added.name }))) {
      setName('');
      setWords('');
    }
  };
  const actions = (
    <Button kind="primary" isDisabled={!ready} onPress={() => void save()}>
      {t('composer.savePrompt')}
    </Button>
  );
  return (
    <Dialog title={t('composer.prompts.title')} open onClose={onClose} actions={actions}>
      <form className={c('form')} onSubmit={(event) => void save(event)}>
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
              onPress={() =>
                void keep(
                  prompts.filter(({ id }) => id !== prompt.id),
                  t('composer.promptDeleted', { name: prompt.name }),
                )
              }
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
