import { useNavigate } from '@tanstack/react-router';
import { SquarePen } from 'lucide-react';
import { useEffect } from 'react';
import { useCommands } from '../commands/commands.tsx';
import { useImporting } from '../import/ImportProvider.tsx';

/** Draws nothing: the quick note from anywhere, and files that were opened with Hearth. */
export function CaptureCommands() {
  const navigate = useNavigate();
  const { addFiles } = useImporting();
  useCommands([
    {
      id: 'note.quick',
      text: 'capture.open',
      section: 'create',
      icon: SquarePen,
      keys: 'Y',
      run: () => navigate({ to: '/capture' }),
    },
  ]);
  useEffect(
    () =>
      takeLaunchedFiles((files) => {
        addFiles(files);
        void navigate({ to: '/library' });
      }),
    [addFiles, navigate],
  );
  return null;
}

interface LaunchQueue {
  setConsumer(consumer: (params: { readonly files: readonly FileSystemHandle[] }) => void): void;
}

/** Chromium hands over files that the system opened with an installed Hearth. Elsewhere there are none. */
function takeLaunchedFiles(take: (files: readonly File[]) => void): () => void {
  const queue: unknown = Reflect.get(window, 'launchQueue');
  let isOver = false;
  if (typeof queue === 'object' && queue !== null)
    (queue as LaunchQueue).setConsumer(({ files }) => {
      const handles = files.filter((handle) => handle instanceof FileSystemFileHandle);
      if (!isOver && handles.length > 0) void Promise.all(handles.map((handle) => handle.getFile())).then(take);
    });
  return () => {
    isOver = true;
  };
}
