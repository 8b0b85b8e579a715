import type { panesMessages as english } from '../en/panes.ts';
import type { SameTexts } from '../en.ts';

export const panesMessages: SameTexts<typeof english> = {
  'panes.resize': 'Breite des zweiten Bereichs',
  'panes.resize.value': '{percent} %',
  'panes.tabs': 'Offene Ansichten',
  'panes.tab.untitled': 'Ohne Titel',
  'panes.tab.close': 'Schließen',
  'panes.tab.new': 'Tab öffnen',
  'panes.back': 'Zurückgehen',
  'panes.forward': 'Vorwärts gehen',
  'panes.to-front': 'Nach vorn holen',
  'panes.close': 'Diesen Bereich schließen',
};
