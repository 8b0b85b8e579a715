import type { ConflictChoice, MirrorConflict } from '../../core/mirror/mirror-commands.ts';
import { sideBySide } from '../../core/mirror/side-by-side.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import css from './Mirror.module.css';

const c = classesOf(css);

export interface ConflictsDialogProps {
  readonly conflicts: readonly MirrorConflict[];
  readonly onClose: () => void;
}

/** Both versions of each note beside each other, line by line, and what can be done with them. */
export function ConflictsDialog({ conflicts, onClose }: ConflictsDialogProps) {
  const t = useT();
  return (
    <Dialog open wide title={t('mirror.conflict.title')} onClose={onClose}>
      <div className={c('conflicts')}>
        <p>{t(conflicts.length === 0 ? 'mirror.conflict.none' : 'mirror.conflict.intro')}</p>
        {conflicts.map((conflict) => (
          <Conflict key={conflict.copyId} conflict={conflict} />
        ))}
      </div>
    </Dialog>
  );
}

function Conflict({ conflict }: { readonly conflict: MirrorConflict }) {
  const t = useT();
  const command = useCommand();
  const { copyId, path, title, atMs, text, copyText } = conflict;
  const settle = async (choice: ConflictChoice) => {
    await command('settle-conflict', { copyId, choice }, { done: t('mirror.conflict.settled') });
  };
  return (
    <section className={c('conflict')} aria-label={title}>
      <h3>
        {title} <RelativeTime ms={atMs} />
      </h3>
      <bdi className={c('path')}>{path}</bdi>
      <LineTable ours={text} theirs={copyText} />
      <div className={c('choices')}>
        <Button onPress={() => void settle('note')}>{t('mirror.conflict.takeMine')}</Button>
        <Button onPress={() => void settle('file')}>{t('mirror.conflict.takeTheirs')}</Button>
        <Button onPress={() => void settle('both')}>{t('mirror.conflict.both')}</Button>
      </div>
    </section>
  );
}

function LineTable({ ours, theirs }: { readonly ours: string; readonly theirs: string }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is long is scrolled by keyboard
    <section className={c('lines')} tabIndex={0} aria-label={t('mirror.conflict.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('mirror.conflict.mine')}</th>
            <th scope="col">{t('mirror.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody dir="auto">
          {sideBySide(ours, theirs).map(({ ours: left, theirs: right, differs }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one comparison do not move
            <tr key={at} className={c(differs && 'differs')}>
              <td>{left === null ? '' : differs ? <del>{left || ' '}</del> : left}</td>
              <td>{right === null ? '' : differs ? <ins>{right || ' '}</ins> : right}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
