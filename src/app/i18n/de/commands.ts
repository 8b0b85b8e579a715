import type { commandsMessages as english } from '../en/commands.ts';
import type { SameTexts } from '../en.ts';

export const commandsMessages: SameTexts<typeof english> = {
  'commands.go.ask': 'Zu Fragen gehen',
  'commands.go.find': 'Zu Suchen gehen',
  'commands.go.notes': 'Zu den Notizen gehen',
  'commands.go.library': 'Zur Bibliothek gehen',
  'commands.go.settings': 'Zu den Einstellungen gehen',
  'commands.filter': 'Ins Feld zum Suchen oder Filtern',
  'commands.close': 'Schließen, was daneben offen ist',
  'commands.sheet': 'Tastenkürzel zeigen',
};
