import { type ReactNode, useId } from 'react';
import { classesOf } from '../ui/classes.ts';
import css from './Settings.module.css';

const c = classesOf(css);

export interface SectionProps {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}

export function Section({ title, intro, children }: SectionProps) {
  const heading = useId();
  return (
    <section className={c('section')} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
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
