import type { dataMessages as english } from '../en/data.ts';
import type { SameTexts } from '../en.ts';

export const dataMessages: SameTexts<typeof english> = {
  'data.title': 'Deine Daten',
  'data.open': 'Deine Daten',
  'data.open.help': 'Sicherungen, Export, Umzüge, Prüfungen und Archive.',
  'data.open.button': 'Öffnen',
  'data.diagnostics': 'Zustand',
  'data.diagnostics.help': 'Wie es Hearth geht, als Text zum Kopieren. Er enthält nichts von deinen Inhalten.',
};
