import { type FormEvent, useId, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { WorkspaceDetails } from '../../core/workspace-commands.ts';
import { MAX_INSTRUCTIONS, WORKSPACE_COLOURS, WORKSPACE_ICONS } from '../../core/workspace-looks.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useClient, useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { ChoiceGroup } from './ChoiceGroup.tsx';
import { DeleteWorkspace } from './DeleteWorkspace.tsx';
import css from './Spaces.module.css';
import { WorkspaceGlyph } from './WorkspaceGlyph.tsx';

const c = classesOf(css);
const NEW = { name: '', colour: null, icon: null, instructions: '' } as const;
type Look = Pick<WorkspaceDetails, 'name' | 'colour' | 'icon' | 'instructions'>;

/** Makes a workspace, or changes the one that is named. */
export function WorkspaceDialog(props: { readonly workspaceId: Id | null; readonly onClose: () => void }) {
  const { workspaceId, onClose } = props;
  const { value } = useLive('workspace', { workspaceId: workspaceId ?? HOME_WORKSPACE });
  if (workspaceId === null) return <LookForm begin={NEW} workspace={null} onClose={onClose} />;
  return value == null ? null : <LookForm begin={value} workspace={value} onClose={onClose} />;
}

interface LookFormProps {
  readonly begin: Look;
  readonly workspace: WorkspaceDetails | null;
  readonly onClose: () => void;
}

function LookForm({ begin, workspace, onClose }: LookFormProps) {
  const t = useT();
  const form = useId();
  const { look, change, save } = useLook(begin, workspace, onClose);
  const [deleting, setDeleting] = useState(false);
  if (deleting && workspace !== null) return <DeleteWorkspace workspace={workspace} onClose={onClose} />;
  const actions = (
    <>
      {workspace !== null && (
        <Button kind="danger" onPress={() => setDeleting(true)}>
          {t('spaces.delete')}
        </Button>
      )}
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" type="submit" form={form} isDisabled={look.name.trim() === ''}>
        {t(workspace === null ? 'spaces.create' : 'spaces.save')}
      </Button>
    </>
  );
  return (
    <Dialog title={t(workspace === null ? 'spaces.new' : 'spaces.change')} open onClose={onClose} actions={actions}>
      <form id={form} className={c('form')} onSubmit={(event) => void save(event)}>
        <TextField label={t('spaces.name')} value={look.name} onChange={(name) => change({ name })} autoFocus />
        <ChoiceGroup
          label={t('spaces.colour')}
          value={look.colour}
          options={WORKSPACE_COLOURS.map((value) => ({ value, label: t(`spaces.colour.${value}`) }))}
          show={(colour) => <span className={c('swatch', colour)} />}
          onChange={(colour) => change({ colour })}
        />
        <ChoiceGroup
          label={t('spaces.icon')}
          value={look.icon}
          options={WORKSPACE_ICONS.map((value) => ({ value, label: t(`spaces.icon.${value}`) }))}
          show={(icon) => <WorkspaceGlyph icon={icon} />}
          onChange={(icon) => change({ icon })}
        />
        <Instructions value={look.instructions} onChange={(instructions) => change({ instructions })} />
      </form>
    </Dialog>
  );
}

function Instructions({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useT();
  const id = useId();
  return (
    <div className={c('instructions')}>
      <label htmlFor={id}>{t('spaces.instructions')}</label>
      <textarea
        id={id}
        rows={3}
        dir="auto"
        maxLength={MAX_INSTRUCTIONS}
        value={value}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-help`}>{t('spaces.instructionsHelp')}</p>
    </div>
  );
}

/** What is typed, and how it is kept; whoever makes a workspace goes there. */
function useLook(begin: Look, workspace: WorkspaceDetails | null, onClose: () => void) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const [look, setLook] = useState<Look>(begin);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const name = look.name.trim().slice(0, 80);
    if (name === '') return;
    const { colour, icon, instructions } = look;
    const workspaceId = workspace?.id ?? client.newId();
    const done = t(workspace === null ? 'spaces.created' : 'spaces.changed', { name });
    const type = workspace === null ? 'create-workspace' : 'change-workspace';
    const outcome = await command(type, { workspaceId, name, colour, icon, instructions }, { done });
    if (outcome === null) return;
    if (workspace === null) client.enterWorkspace(workspaceId);
    onClose();
  };
  return { look, change: (next: Partial<Look>) => setLook((old) => ({ ...old, ...next })), save };
}
