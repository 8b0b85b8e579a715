import { lazy, Suspense, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './StatusLight.module.css';
import { useStatusWords } from './useStatusWords.ts';

const c = classesOf(css);
const StatusPopover = lazy(async () => ({ default: (await import('./StatusPopover.tsx')).StatusPopover }));

/** A dot and the words for it, or where there is no room the dot with the words as its name; the details on a press. */
export function StatusLight({ isNarrow = false }: { readonly isNarrow?: boolean }) {
  const t = useT();
  const { tone, text, values } = useStatusWords();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <AriaButton
        ref={button}
        className={c('light')}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPress={() => setOpen(true)}
      >
        <span className={c('dot', tone)} />
        <span className={isNarrow ? 'visually-hidden' : c('words')}>{t(text, values)}</span>
      </AriaButton>
      <span role="status" className="visually-hidden">
        {t(text, values)}
      </span>
      <Suspense>{open && <StatusPopover anchor={button} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

/** For a phone, where there is no room for words: only when something is to be said. The words are its name. */
export function StatusDot() {
  const { tone } = useStatusWords();
  return tone === 'ok' ? null : <span className={c('dot', 'badge', tone)} />;
}
