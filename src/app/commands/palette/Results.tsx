import { Check, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyPlatform } from '../../../core/keys/chord.ts';
import { useT } from '../../i18n/i18n.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Keys } from '../Keys.tsx';
import type { PaletteEntry, PaletteSection } from './entries.ts';
import css from './Palette.module.css';

const c = classesOf(css);

export interface ResultsProps {
  readonly id: string;
  readonly sections: readonly PaletteSection[];
  /** Which line, counted over all sections. */
  readonly current: number;
  readonly platform: KeyPlatform;
  readonly onPoint: (entry: PaletteEntry) => void;
  readonly onTake: (entry: PaletteEntry, beside: boolean) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

export function Results({ id, sections, current, platform, onPoint, onTake }: ResultsProps) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line comes into view when it is another one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, sections]);
  let index = 0;
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('commands.palette.results')} className={c('list')}>
      {sections.map(({ group, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <div id={`${id}-${group}`} className={c('group')}>
            {t(`commands.group.${group}`)}
          </div>
          {entries.map((entry) => {
            const at = index++;
            return (
              <Line
                key={entry.id}
                id={optionId(id, at)}
                entry={entry}
                isCurrent={at === current}
                platform={platform}
                onPoint={onPoint}
                onTake={onTake}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface LineProps extends Pick<ResultsProps, 'platform' | 'onPoint' | 'onTake'> {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly isCurrent: boolean;
}

function Line({ id, entry, isCurrent, platform, onPoint, onTake }: LineProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      id={id}
      role="option"
      aria-selected={isCurrent}
      className={c('line')}
      onPointerMove={() => !isCurrent && onPoint(entry)}
      onClick={(event) => onTake(entry, event.metaKey || event.ctrlKey)}
    >
      {entry.icon ? <Icon of={entry.icon} size={16} /> : <span className={c('noIcon')} />}
      <span className={c('label')} dir="auto">
        {entry.label}
      </span>
      {entry.detail && (
        <span className={c('detail')} dir="auto">
          {entry.detail}
        </span>
      )}
      <span className={c('end')}>
        {entry.isChosen && <Icon of={Check} size={16} />}
        {entry.keys && <Keys chord={entry.keys} platform={platform} />}
        {entry.isPage && <Icon of={ChevronRight} size={16} />}
      </span>
    </div>
  );
}
