import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import css from './FindView.module.css';

const c = classesOf(css);

const RULES = [
  ['boiler service', 'find.help.words'],
  ['"annual service"', 'find.help.phrase'],
  ['boiler -gas', 'find.help.not'],
  ['guarant*', 'find.help.prefix'],
  ['kind:mail -kind:note', 'find.help.kind'],
  ['from:anna to:"Mia Lang"', 'find.help.people'],
  ['has:attachment', 'find.help.has'],
  ['tag:house', 'find.help.tag'],
  ['in:"House/Heating"', 'find.help.in'],
  ['after:2025-03 before:2026', 'find.help.dates'],
  ['on:yesterday on:"last week"', 'find.help.words.dates'],
] as const;

/** The query language, by examples. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t('find.help.title')} open onClose={onClose}>
      <dl className={c('rules')}>
        {RULES.map(([example, id]) => (
          <div key={id}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{t(id)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
