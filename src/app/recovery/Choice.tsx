import type { ReactNode } from 'react';
import { classesOf } from '../ui/classes.ts';
import css from './Recovery.module.css';

const c = classesOf(css);

export interface ChoiceProps {
  readonly title: string;
  /** What comes of it, in a sentence. */
  readonly help: ReactNode;
  /** Buttons. */
  readonly children: ReactNode;
}

export function Choice({ title, help, children }: ChoiceProps) {
  return (
    <div className={c('choice')}>
      <div className={c('choiceText')}>
        <h3>{title}</h3>
        <p>{help}</p>
      </div>
      <div className={c('choiceButtons')}>{children}</div>
    </div>
  );
}
