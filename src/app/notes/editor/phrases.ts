import type { Translate } from '../../i18n/i18n.tsx';

/** CodeMirror's own words in ours: the search panel's, and what it says to screen readers. */
export const phrasesOf = (t: Translate): Readonly<Record<string, string>> => ({
  Find: t('notes.phrase.find'),
  Replace: t('notes.phrase.replace'),
  next: t('notes.phrase.next'),
  previous: t('notes.phrase.previous'),
  all: t('notes.phrase.all'),
  'match case': t('notes.phrase.matchCase'),
  'by word': t('notes.phrase.byWord'),
  regexp: t('notes.phrase.regexp'),
  replace: t('notes.phrase.replace'),
  'replace all': t('notes.phrase.replaceAll'),
  close: t('notes.phrase.close'),
  'current match': t('editor.phrase.currentMatch'),
  'on line': t('editor.phrase.onLine'),
  'replaced match on line $': t('editor.phrase.replacedOnLine'),
  'replaced $ matches': t('editor.phrase.replacedMatches'),
  'Fold line': t('editor.phrase.fold'),
  'Unfold line': t('editor.phrase.unfold'),
  'Folded lines': t('editor.phrase.folded'),
  'Unfolded lines': t('editor.phrase.unfolded'),
  'folded code': t('editor.phrase.foldedText'),
  unfold: t('editor.phrase.unfold'),
  to: t('editor.phrase.to'),
  Completions: t('editor.phrase.completions'),
  'Selection deleted': t('editor.phrase.deleted'),
});
