import type { ReactNode } from 'react';
import { classesOf } from '../../ui/classes.ts';
import css from './Growth.module.css';

const c = classesOf(css);

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and figures, one line each. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={c('facts')}>
      {facts.map(({ name, value }) => (
        <div key={name} className={c('fact')}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
