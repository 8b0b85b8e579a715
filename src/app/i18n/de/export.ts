import type { exportMessages as english } from '../en/export.ts';
import type { SameTexts } from '../en.ts';

export const exportMessages: SameTexts<typeof english> = {
  'export.title': 'Alles mitnehmen',
  'export.intro':
    'Deine Sachen gehören dir, in einfachen Dateien. Alles kommt hinein, nichts davon verschlossen: Bewahre so eine Datei dort auf, wo du deine Papiere hast.',
  'export.archive': 'Alles in einer Datei',
  'export.archive.help':
    'Ein ZIP mit deinen Notizen als Markdown, deinen ursprünglichen Dateien und allem Übrigen als Zeilen von JSON. Hearth kann es wieder lesen.',
  'export.archive.button': 'Alles speichern',
  'export.sql': 'Für einen PostgreSQL-Server',
  'export.sql.help':
    'Alle Tabellen mit ihren Indizes und Vektoren als einfaches SQL, das psql liest. Ursprüngliche Dateien sind nicht dabei.',
  'export.sql.button': 'Als SQL speichern',
  'export.bring': 'Einen Export hereinholen',
  'export.bring.help':
    'Er wird bis zum letzten Byte geprüft und neben das gelegt, was hier ist. Nichts ändert sich, bevor du es sagst.',
  'export.bring.button': 'Datei wählen',
  'export.working.archive': 'Alles wird gespeichert',
  'export.working.sql': 'Wird als SQL gespeichert',
  'export.working.bring': 'Ein Export wird hereingeholt',
  'export.phase.tables': '{done} von {total} Zeilen geschrieben. Änderungen warten, bis die Zeilen fertig sind.',
  'export.phase.originals': '{done} von {total} ursprünglichen Dateien',
  'export.phase.checking': 'Wird geprüft: {done} von {total}',
  'export.phase.loading': '{done} von {total} Zeilen gelesen',
  'export.stop': 'Anhalten',
  'export.saved': 'Dein Browser speichert {name}.',
  'export.saved.missing':
    '{missing, plural, one {Dein Browser speichert {name}. # ursprüngliche Datei ist nicht dabei, weil sie hier fehlte oder beschädigt war.} other {Dein Browser speichert {name}. # ursprüngliche Dateien sind nicht dabei, weil sie hier fehlten oder beschädigt waren.}}',
  'export.ask': '„{name}“ hereinholen',
  'export.ask.text':
    'Daraus wird ein eigener Bestand neben dem jetzigen. Wenn er gelesen ist, siehst du, was darin ist, und entscheidest.',
  'export.ask.engine': 'Aufbewahren in',
  'export.ask.start': 'Prüfen und lesen',
  'export.compare': 'Das enthält der Export',
  'export.compare.made': 'Erstellt: {when}',
  'export.compare.caption': 'Der Export neben dem, was jetzt hier ist',
  'export.compare.there': 'Im Export',
  'export.compare.here': 'Jetzt hier',
  'export.compare.items': 'Einträge',
  'export.compare.notes': 'Davon Notizen',
  'export.compare.conversations': 'Gespräche',
  'export.compare.newest': 'Letzte Änderung',
  'export.compare.never': 'keine',
  'export.compare.missing':
    '{missing, plural, one {# ursprüngliche Datei konnte beim Erstellen nicht aufgenommen werden.} other {# ursprüngliche Dateien konnten beim Erstellen nicht aufgenommen werden.}}',
  'export.compare.keep':
    'Wenn du ihn verwendest, bleibt das, was jetzt hier ist, unter „Wo es liegt“, bis du es dort entfernst.',
  'export.compare.use': 'Export verwenden',
  'export.compare.drop': 'Nicht verwenden',
  'export.used': 'Der Export ist jetzt in Gebrauch. Was vorher hier war, bleibt erhalten.',
  'export.dropped': 'Der Export wird nicht verwendet. Nichts wurde geändert.',
};
