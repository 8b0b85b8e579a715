import { type ReactNode, useEffect, useState } from 'react';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './SourcePane.module.css';
import { firstWindow } from './sections.ts';

const c = classesOf(css);
/** What one press adds, in times of what stands on each side. */
const STEP = 4;
/** Between two steps of showing all, so that the reader can scroll meanwhile. */
const BREATH_MS = 16;

export interface SectionWindowProps<S extends Span> {
  /** In order; together the text. */
  readonly sections: readonly S[];
  /** The passage: what holds it is shown first. */
  readonly span: Span | null;
  /** Sections on each side of the passage. Default 1. */
  readonly around?: number;
  readonly children: (section: S) => ReactNode;
}

/** The sections around the passage first, and more of them on request. */
export function SectionWindow<S extends Span>({ sections, span, around = 1, children }: SectionWindowProps<S>) {
  const t = useT();
  const first = firstWindow(sections, span, around);
  const [wider, setWider] = useState({ before: 0, after: 0 });
  const from = Math.max(0, first.from - wider.before);
  const to = Math.min(sections.length, first.to + wider.after);
  const [growing, setGrowing] = useState(false);
  const partial = from > 0 || to < sections.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step leads to the next
  useEffect(() => {
    if (!growing || !partial) return;
    const timer = setTimeout(
      () => setWider((old) => ({ before: old.before + around, after: old.after + around })),
      BREATH_MS,
    );
    return () => clearTimeout(timer);
  }, [growing, partial, wider]);
  return (
    <div className={c('text')}>
      {from > 0 && !growing && (
        <div className={c('rest')}>
          <Button small kind="quiet" onPress={() => setWider({ ...wider, before: wider.before + STEP * around })}>
            {t('source.earlier')}
          </Button>
        </div>
      )}
      {sections.slice(from, to).map(children)}
      {to < sections.length && !growing && (
        <div className={c('rest')}>
          <Button small kind="quiet" onPress={() => setWider({ ...wider, after: wider.after + STEP * around })}>
            {t('source.later')}
          </Button>
          <Button small kind="quiet" onPress={() => setGrowing(true)}>
            {t('source.all')}
          </Button>
        </div>
      )}
    </div>
  );
}
