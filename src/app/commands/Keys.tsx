import { type KeyPlatform, printedKeys } from '../../core/keys/chord.ts';
import { classesOf } from '../ui/classes.ts';
import css from './Keys.module.css';

const c = classesOf(css);

export interface KeysProps {
  readonly chord: string;
  readonly platform: KeyPlatform;
}

/** A chord as it stands on the keys. */
export function Keys({ chord, platform }: KeysProps) {
  return (
    <span className={c('keys')}>
      {printedKeys(chord, platform).map((key) => (
        <kbd key={key} className={c('key')}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
