import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import css from './ShortcutSheet.module.css';

const c = classesOf(css);

const SHORTCUTS = [
  { keys: ['1', '2', '3', '4'], text: 'shell.shortcuts.areas' },
  { keys: [','], text: 'shell.shortcuts.settings' },
  { keys: ['/'], text: 'shell.shortcuts.filter' },
  { keys: ['↑', '↓'], text: 'shell.shortcuts.list' },
  { keys: ['Enter'], text: 'shell.shortcuts.open' },
  { keys: ['Space'], text: 'shell.shortcuts.select' },
  { keys: ['Del'], text: 'shell.shortcuts.delete' },
  { keys: ['Esc'], text: 'shell.shortcuts.escape' },
  { keys: ['?'], text: 'shell.shortcuts.sheet' },
] as const;

export function ShortcutList() {
  const t = useT();
  return (
    <dl className={c('list')}>
      {SHORTCUTS.map(({ keys, text }) => (
        <div key={text} className={c('row')}>
          <dt>{t(text)}</dt>
          <dd className={c('keys')}>
            {keys.map((key) => (
              <kbd key={key} className={c('key')}>
                {key}
              </kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t('shell.shortcuts')} open onClose={onClose}>
      <ShortcutList />
    </Dialog>
  );
}
