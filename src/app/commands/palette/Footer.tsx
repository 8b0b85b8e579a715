import type { KeyPlatform } from '../../../core/keys/chord.ts';
import { useT } from '../../i18n/i18n.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Keys } from '../Keys.tsx';
import type { PaletteEntry } from './entries.ts';
import css from './Palette.module.css';

const c = classesOf(css);

export interface FooterProps {
  readonly current: PaletteEntry | undefined;
  readonly isPage: boolean;
  readonly platform: KeyPlatform;
}

/** What the keys do with the chosen line. */
export function Footer({ current, isPage, platform }: FooterProps) {
  const t = useT();
  const beside = current?.address === undefined ? 'commands.palette.ask' : 'commands.palette.beside';
  return (
    <div className={c('foot')} aria-hidden>
      <span>
        <Keys chord="Enter" platform={platform} /> {t('commands.palette.enter')}
      </span>
      {isPage ? (
        <span>
          <Keys chord="Backspace" platform={platform} /> {t('commands.palette.back')}
        </span>
      ) : (
        <span>
          <Keys chord="Mod+Enter" platform={platform} /> {t(beside)}
        </span>
      )}
      <span>
        <Keys chord="Escape" platform={platform} /> {t('ui.close')}
      </span>
    </div>
  );
}
