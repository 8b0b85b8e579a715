import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './FindInText.module.css';
import { MAX_PLACES } from './find-in-text.ts';
import type { TextFinder } from './use-find-in-text.ts';

const c = classesOf(css);

/** The field that looks for words in the text that is open: Enter goes on, Shift-Enter back, Escape closes it. */
export function FindInText({ finder }: { readonly finder: TextFinder }) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const { words, count, at, asked } = finder;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is asked for, the field is to be written over
  useEffect(() => field.current?.select(), [asked]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') finder.close();
    else if (event.key === 'Enter' && event.target === field.current) finder.go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const total = count === MAX_PLACES ? t('source.find.many', { count }) : count;
  const said =
    words.trim() === '' ? '' : count === 0 ? t('source.find.none') : t('source.find.at', { at: at + 1, total });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from each of its parts
    <div className={c('bar')} onKeyDown={onKeyDown}>
      <input
        ref={field}
        className={c('field')}
        type="text"
        aria-label={t('source.find')}
        placeholder={t('source.find')}
        value={words}
        onChange={(event) => finder.look(event.target.value)}
      />
      <span className={c('count')} role="status">
        {said}
      </span>
      <IconButton
        icon={ChevronUp}
        label={t('source.find.previous')}
        isDisabled={count === 0}
        onPress={() => finder.go(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t('source.find.next')}
        isDisabled={count === 0}
        onPress={() => finder.go(1)}
      />
      <IconButton icon={X} label={t('source.find.close')} onPress={finder.close} />
    </div>
  );
}
