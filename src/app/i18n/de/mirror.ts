import type { mirrorMessages as english } from '../en/mirror.ts';
import type { SameTexts } from '../en.ts';

export const mirrorMessages: SameTexts<typeof english> = {
  'mirror.mode': 'Wie „{name}“ gehalten wird',
  'mirror.mode.read': 'Nur lesen',
  'mirror.mode.mirror': 'Beides gleich halten',
  'mirror.ask.title': '„{name}“ und Hearth gleich halten?',
  'mirror.ask.intro':
    'Von da an wird, was du hier in einer Notiz änderst, in ihre Datei geschrieben, und was ein anderes Programm in einer Datei ändert, in ihre Notiz übernommen. Was beide geändert haben, wird zusammengeführt; wo das nicht geht, bleibt beides und wird dir gezeigt. Notizen, die hier in diesem Ordner liegen, bekommen eine Datei; was du hier löschst, kommt in den Ordner .trash. Hearth tut das, solange es offen ist.',
  'mirror.ask.now': 'Jetzt würde das geschehen:',
  'mirror.ask.looking': 'Es wird nachgesehen, was geschehen würde.',
  'mirror.will.written':
    '{count, plural, one {# Notiz wird in eine Datei geschrieben.} other {# Notizen werden in Dateien geschrieben.}}',
  'mirror.will.read':
    '{count, plural, one {# Datei wird in eine Notiz gelesen.} other {# Dateien werden in Notizen gelesen.}}',
  'mirror.will.both':
    '{count, plural, one {# davon gibt es an beiden Orten und wird verglichen.} other {# davon gibt es an beiden Orten und werden verglichen.}}',
  'mirror.will.renamed':
    '{count, plural, one {# Datei oder Notiz wird umbenannt oder verschoben.} other {# Dateien oder Notizen werden umbenannt oder verschoben.}}',
  'mirror.will.binned':
    '{count, plural, one {# Notiz kommt in den Papierkorb.} other {# Notizen kommen in den Papierkorb.}}',
  'mirror.will.trashed':
    '{count, plural, one {# Datei kommt in den Papierkorb des Ordners.} other {# Dateien kommen in den Papierkorb des Ordners.}}',
  'mirror.will.nothing': 'Nichts: beides ist schon gleich.',
  'mirror.start': 'Beides gleich halten',
  'mirror.refused': 'Dein Browser lässt Hearth nicht in diesen Ordner schreiben. Nichts wurde geändert.',
  'mirror.inStep': 'Auf gleichem Stand. {files, plural, one {# Datei.} other {# Dateien.}}',
  'mirror.looked': 'Zuletzt nachgesehen:',
  'mirror.working': 'Beide Seiten werden zusammengebracht: {done} von {total}.',
  'mirror.paused': 'Angehalten bei {done} von {total}.',
  'mirror.pause': 'Anhalten',
  'mirror.resume': 'Weiter',
  'mirror.stop': 'Abbrechen',
  'mirror.undo': 'Letzten Abgleich zurücknehmen',
  'mirror.undone':
    '{count, plural, =0 {Es gab nichts zurückzunehmen.} one {# Änderung wurde zurückgenommen und wird in den Ordner geschrieben.} other {# Änderungen wurden zurückgenommen und werden in den Ordner geschrieben.}}',
  'mirror.heldBack':
    '{count, plural, one {# Datei ist} other {# Dateien sind}} auf einmal aus dem Ordner verschwunden. Ihre Notizen bleiben, bis du sagst, dass sie gehen dürfen.',
  'mirror.agree': '{count, plural, one {Die Notiz in den Papierkorb legen} other {# Notizen in den Papierkorb legen}}',
  'mirror.leftAlone': '{count, plural, one {# Datei wurde nicht angerührt} other {# Dateien wurden nicht angerührt}}',
  'mirror.conflicts':
    '{count, plural, one {# Notiz wurde auf beiden Seiten geändert} other {# Notizen wurden auf beiden Seiten geändert}}',
  'mirror.conflicts.show': 'Vergleichen',
  'mirror.conflict.title': 'Auf beiden Seiten geändert',
  'mirror.conflict.intro':
    'Diese Notizen wurden hier und im Ordner an derselben Stelle geändert. Nichts ist verloren: beide Fassungen sind Notizen, und beide sind Dateien.',
  'mirror.conflict.mine': 'Hier geschrieben',
  'mirror.conflict.theirs': 'Aus dem Ordner',
  'mirror.conflict.takeMine': 'Das hier Geschriebene nehmen',
  'mirror.conflict.takeTheirs': 'Die Fassung des Ordners nehmen',
  'mirror.conflict.both': 'Beide behalten',
  'mirror.conflict.none': 'Alle sind geklärt.',
  'mirror.conflict.settled': 'Geklärt. Was nicht genommen wurde, liegt im Papierkorb oder im Verlauf der Notiz.',
  'mirror.deleted': 'Wenn hier eine Notiz gelöscht wird',
  'mirror.deleted.help': 'Was aus ihrer Datei wird, in einem Ordner, der gleich gehalten wird.',
  'mirror.deleted.trash': 'Nach .trash verschieben',
  'mirror.deleted.delete': 'Löschen',
};
