import type { VersionView } from '../../core/history/history-queries.ts';
import type { ItemChange } from '../../core/history/item-changes.ts';
import type { Translate } from '../i18n/i18n.tsx';

/** What was done to make a version, a sentence for each part of it. */
export function versionWords(t: Translate, { changes, how, thinned }: VersionView): readonly string[] {
  if (thinned) return [t('history.thinned')];
  if (how !== 'change') return [t(`history.how.${how}`)];
  return changes.map((change) => changeWords(t, change));
}

function changeWords(t: Translate, change: ItemChange): string {
  switch (change.type) {
    case 'title':
      return t('history.change.title', { from: change.from, to: change.to });
    case 'folder':
      if (change.to === '') return t('history.change.folder.top');
      return t('history.change.folder', { to: change.to.replaceAll('/', ' / ') });
    case 'tag':
      return t(change.on ? 'history.change.tagged' : 'history.change.untagged', { tag: change.tag });
    default:
      return t(`history.change.${change.type}`);
  }
}

/** Who made it, and where. */
export function authorWords(t: Translate, { actor, device, here }: VersionView): string {
  const who = t(`history.who.${actor}`);
  if (here) return t('history.by.here', { who });
  return device === '' ? who : t('history.by', { who, device });
}
