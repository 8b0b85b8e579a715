import { useEffect, useState } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import css from './NoteList.module.css';
import { useTemplates } from './use-templates.tsx';

const c = classesOf(css);

export interface TemplateDialogProps {
  readonly title: string;
  readonly onChoose: (template: Item) => void;
  readonly onClose: () => void;
}

/** The templates to choose from; where there are none it says how to make one. */
export function TemplateDialog({ title, onChoose, onClose }: TemplateDialogProps) {
  const t = useT();
  const { list } = useTemplates();
  const [templates, setTemplates] = useState<readonly Item[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it opens
  useEffect(() => {
    void list().then(setTemplates);
  }, []);
  return (
    <Dialog title={title} open onClose={onClose}>
      {templates?.length === 0 && (
        <EmptyState title={t('notes.templates.none.title')} text={t('notes.templates.none.text')} />
      )}
      <ul>
        {templates?.map((template) => (
          <li key={template.id}>
            <button type="button" className={c('choice')} onClick={() => onChoose(template)}>
              {template.title || t('notes.untitled')}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
