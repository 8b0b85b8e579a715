import { useEffect, useEffectEvent, useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './DropAnywhere.module.css';
import { useImporting } from './ImportProvider.tsx';
import { placesOfDrop } from './places.ts';

const c = classesOf(css);

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files and folders may be dropped anywhere on the window, and pasted wherever no field has the focus. */
export function DropAnywhere() {
  const t = useT();
  const { add, addFiles, addText, takerAt } = useImporting();
  const [over, setOver] = useState(false);
  const onDrop = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer === null || !bringsFiles(event)) return;
    setOver(false);
    // A note takes the pictures that are dropped on it.
    if (event.defaultPrevented) return;
    event.preventDefault();
    const take = takerAt(document.elementsFromPoint(event.clientX, event.clientY)) ?? add;
    take(placesOfDrop(event.dataTransfer));
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || target?.closest('input, textarea, [contenteditable="true"]')) return;
    const files = event.clipboardData?.files;
    if (files !== undefined && files.length > 0) addFiles(files);
    else addText(event.clipboardData?.getData('text/plain') ?? '');
  });
  useEffect(() => {
    const dragOver = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const dragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => onDrop(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener('dragover', dragOver, { signal });
    window.addEventListener('dragleave', dragLeave, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => ended.abort();
  }, []);
  if (!over) return null;
  return (
    <div className={c('overlay')}>
      <div className={c('frame')}>
        <div>
          <b>{t('import.drop')}</b>
          <br />
          <span>{t('import.dropText')}</span>
        </div>
      </div>
    </div>
  );
}
