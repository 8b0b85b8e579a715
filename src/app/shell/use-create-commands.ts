import { useNavigate } from '@tanstack/react-router';
import { FilePlus, FolderPlus, MessageCirclePlus, NotebookPen, Search } from 'lucide-react';
import { useAsk } from '../chat/use-ask.ts';
import { useCommands } from '../commands/commands.tsx';
import { useAddThings } from '../import/useAddThings.ts';
import { useNewNote } from '../notes/use-new-note.ts';
import { findAddress } from './addresses.ts';
import { useGo } from './use-go.ts';

/** Making and bringing in, from anywhere. */
export function useCreateCommands(): void {
  const navigate = useNavigate();
  const go = useGo();
  const newNote = useNewNote();
  const { ask } = useAsk(null);
  const add = useAddThings();
  useCommands([
    {
      id: 'conversation.new',
      text: 'commands.conversation.new',
      section: 'create',
      icon: MessageCirclePlus,
      keys: 'C',
      address: '/ask',
      run: () => navigate({ to: '/ask' }),
      typed: { text: 'commands.ask.typed', run: async (typed) => void (await ask(typed, {})) },
    },
    {
      id: 'note.typed',
      text: 'notes.new',
      section: 'create',
      icon: NotebookPen,
      isHidden: true,
      typed: { text: 'commands.note.typed', run: (typed) => newNote(typed.slice(0, 500)) },
    },
    {
      id: 'find.typed',
      text: 'commands.go.find',
      section: 'find',
      icon: Search,
      isHidden: true,
      typed: { text: 'commands.find.typed', run: (typed) => go(findAddress(typed)) },
    },
    { id: 'add.files', text: 'commands.add.files', section: 'create', icon: FilePlus, run: add.chooseFiles },
    { id: 'add.folder', text: 'commands.add.folder', section: 'create', icon: FolderPlus, run: add.chooseFolder },
  ]);
}
