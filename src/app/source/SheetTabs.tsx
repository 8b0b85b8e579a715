import { type KeyboardEvent, useEffect, useRef } from 'react';
import { classesOf } from '../ui/classes.ts';
import css from './Table.module.css';

const c = classesOf(css);

export interface SheetTabsProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly chosen: number;
  /** The id of what the tabs change; each tab's own is made of it. */
  readonly panel: string;
  readonly onChoose: (sheet: number) => void;
}

/** Tabs that scroll sideways when they are many. Arrow keys choose. */
export function SheetTabs({ label, names, chosen, panel, onChoose }: SheetTabsProps) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    bar.current?.children[chosen]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = (chosen + step + names.length) % names.length;
    event.preventDefault();
    event.stopPropagation();
    onChoose(next);
    const tab = bar.current?.children[next];
    if (tab instanceof HTMLElement) tab.focus();
  };
  return (
    <div ref={bar} role="tablist" tabIndex={-1} aria-label={label} className={c('tabs')} onKeyDown={onKeyDown}>
      {names.map((name, at) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: sheets have no other identity, and do not change places
          key={at}
          id={`${panel}-${at}`}
          type="button"
          role="tab"
          aria-selected={at === chosen}
          aria-controls={panel}
          tabIndex={at === chosen ? 0 : -1}
          className={c('tab', at === chosen && 'chosen')}
          onClick={() => onChoose(at)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
