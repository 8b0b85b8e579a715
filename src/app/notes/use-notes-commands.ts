import { useNavigate } from '@tanstack/react-router';
import { CalendarDays, LayoutTemplate, Plus, Waypoints } from 'lucide-react';
import { useCommands } from '../commands/commands.tsx';
import { useDailyNote } from './daily/use-daily-note.ts';
import { useNewNote } from './use-new-note.ts';
import { useTemplates } from './use-templates.tsx';

/** The commands of notes that every view has. */
export function useNotesCommands(): void {
  const navigate = useNavigate();
  const newNote = useNewNote();
  const daily = useDailyNote();
  const templates = useTemplates();
  const choices = async () =>
    (await templates.list()).map((template) => ({
      id: template.id,
      label: template.title,
      run: () => templates.create(template, ''),
    }));
  useCommands([
    { id: 'note.new', text: 'notes.new', section: 'create', icon: Plus, keys: 'N', run: () => newNote() },
    {
      id: 'note.daily',
      text: 'notes.command.daily',
      section: 'create',
      icon: CalendarDays,
      keys: 'D',
      run: () => daily(),
    },
    {
      id: 'note.from-template',
      text: 'notes.command.template',
      section: 'create',
      icon: LayoutTemplate,
      run: () => undefined,
      choices,
    },
    {
      id: 'go.graph',
      text: 'graph.command.go',
      section: 'go',
      icon: Waypoints,
      keys: 'G',
      run: () => navigate({ to: '/graph' }),
    },
  ]);
}
