import { type ReactNode, useId } from 'react';
import type { HelpPageId } from '../../core/help/help-pages.ts';
import { HelpLink } from '../help/HelpLink.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Settings.module.css';

const c = classesOf(css);

export interface SectionProps {
  readonly title: string;
  readonly intro?: string;
  /** The page of help that tells more. */
  readonly help?: HelpPageId;
  readonly children: ReactNode;
}

export function Section({ title, intro, help, children }: SectionProps) {
  const heading = useId();
  return (
    <section className={c('section')} aria-labelledby={heading}>
      <div className={c('head')}>
        <h2 id={heading}>{title}</h2>
        {help && <HelpLink page={help} about={title} />}
      </div>
      {intro && <p className={c('intro')}>{intro}</p>}
      <div>{children}</div>
    </section>
  );
}

export interface SettingRowProps {
  /** A setting's key, by which a search leads to it. */
  readonly id?: string;
  readonly name: ReactNode;
  /** What it does, in a sentence. */
  readonly help?: ReactNode;
  readonly children?: ReactNode;
}

export function SettingRow({ id, name, help, children }: SettingRowProps) {
  return (
    <div className={c('row')} {...(id === undefined ? {} : { 'data-setting': id, tabIndex: -1 })}>
      <div>
        <div className={c('name')}>{name}</div>
        {help && <div className={c('help')}>{help}</div>}
      </div>
      {children && <div className={c('control')}>{children}</div>}
    </div>
  );
}
