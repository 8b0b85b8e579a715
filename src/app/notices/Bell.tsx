import { Bell as BellIcon } from 'lucide-react';
import type { Ref } from 'react';
import { activeKeys } from '../../core/keys/bindings.ts';
import { ariaKeys, printedKeys } from '../../core/keys/chord.ts';
import { useKeyRules } from '../commands/use-keys.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Bell.module.css';
import type { Tray } from './use-tray.ts';

const c = classesOf(css);

/** The command that opens the tray. */
export const TRAY_COMMAND = { id: 'notices.open', keys: 'B' } as const;
/** More are not counted for eyes. */
const MOST_SHOWN = 99;

/** Opens the tray, and says how much is new in it. */
export function Bell({ tray, ref }: { readonly tray: Tray; readonly ref?: Ref<HTMLButtonElement> }) {
  const t = useT();
  const rules = useKeyRules();
  const keys = activeKeys(TRAY_COMMAND, rules);
  const { unread } = tray;
  return (
    <span className={c('bell')}>
      <IconButton
        {...(ref === undefined ? {} : { ref })}
        icon={BellIcon}
        label={t('notices.bell', { count: unread })}
        tipSide="top"
        {...(keys === null
          ? {}
          : {
              shortcut: printedKeys(keys, rules.platform).join(' '),
              'aria-keyshortcuts': ariaKeys(keys, rules.platform),
            })}
        aria-haspopup="dialog"
        aria-expanded={tray.isOpen}
        onPress={tray.open}
      />
      {unread > 0 && <span className={c('count')} aria-hidden data-count={Math.min(unread, MOST_SHOWN)} />}
    </span>
  );
}
