import type { recoveryMessages as english } from '../en/recovery.ts';
import type { SameTexts } from '../en.ts';

export const recoveryMessages: SameTexts<typeof english> = {
  'recovery.title': 'Hearth kann deine Sachen nicht öffnen',
  'recovery.what.store-corrupt': 'Ein Teil der Dateien, in denen sie liegen, ist beschädigt oder fehlt.',
  'recovery.what.version-mismatch':
    'Sie wurden von einer neueren Fassung von Hearth geschrieben als dieser. Lade neu, um sie zu bekommen; hilft das nicht, warte auf die Aktualisierung.',
  'recovery.what.migration-failed':
    'Sie ließen sich nicht auf diese Fassung von Hearth umstellen. Sie sind, wie sie vorher waren.',
  'recovery.what.storage-full':
    'In diesem Browser ist kein Platz mehr, und das Öffnen braucht ein wenig. Vielleicht genügt es, auf diesem Gerät Platz zu schaffen.',
  'recovery.what.other': 'Beim Öffnen ging etwas schief.',
  'recovery.calm':
    'Nichts wurde entfernt. Was du unten wählst, lässt diese Dateien, wie sie sind, es sei denn, du löschst sie.',
  'recovery.details': 'Was genau geschah (Code: {code})',
  'recovery.details.copy': 'Kopieren',
  'recovery.details.copied': 'Kopiert',
  'recovery.choices': 'Was du tun kannst',
  'recovery.again': 'Noch einmal versuchen',
  'recovery.again.help':
    'Öffnet sie noch einmal. Das hilft, wenn ein anderes Programm oder ein voller Datenträger im Weg war.',
  'recovery.again.busy': 'Deine Sachen werden geöffnet',
  'recovery.restore': 'Aus einer Sicherung zurückholen',
  'recovery.restore.help':
    'Holt zurück, was die Sicherung enthält, in einen neuen Bestand neben dem, der sich nicht öffnen lässt. Was nach der Sicherung dazukam, ist nicht darin.',
  'recovery.restore.none':
    'In diesem Browser liegt keine Sicherung. Eine, die in einen Ordner oder eine Datei geschrieben wurde, lässt sich von dort zurückholen.',
  'recovery.restore.list': 'Sicherungen in diesem Browser, die neuesten zuerst',
  'recovery.restore.backup': '{date} · {count, plural, one {# Eintrag} other {# Einträge}}',
  'recovery.restore.later':
    '{count, plural, =0 {nichts von deinen Änderungen fehlt darin} one {# Änderung kam danach} other {# Änderungen kamen danach}}',
  'recovery.restore.of': 'Sicherung vom {date} zurückholen',
  'recovery.restore.action': 'Zurückholen',
  'recovery.restore.more': '{count} weitere zeigen',
  'recovery.restore.unreadable':
    '{count, plural, one {# weitere Sicherung ist nicht zu lesen.} other {# weitere Sicherungen sind nicht zu lesen.}}',
  'recovery.raw': 'Rohe Dateien speichern',
  'recovery.raw.help':
    'Eine Datei mit allem, wie es auf diesem Gerät liegt, beschädigt oder nicht, mit deinen ursprünglichen Dateien. Daraus lässt sich später retten, von Hand oder mit einer neueren Fassung von Hearth.',
  'recovery.raw.action': 'Speichern',
  'recovery.raw.busy': 'Die Dateien werden gesammelt',
  'recovery.raw.done': '{count, plural, one {# Datei} other {# Dateien}}, {size}, als {name} gespeichert.',
  'recovery.empty': 'Leer beginnen und das Alte behalten',
  'recovery.empty.help':
    'Hearth macht mit nichts weiter. Was sich nicht öffnen lässt, bleibt auf diesem Gerät und steht unter Einstellungen, Deine Daten, um es wieder zu versuchen oder freizugeben.',
  'recovery.empty.action': 'Leer beginnen',
  'recovery.empty.busy': 'Ein leerer Bestand entsteht',
  'recovery.others': 'Andere Bestände auf diesem Gerät',
  'recovery.others.lost':
    'Die Datei, die sagt, welcher Bestand in Gebrauch ist, ist nicht zu lesen, und es gibt mehrere. Öffne den, der deiner ist; die anderen bleiben.',
  'recovery.other.pglite': 'PostgreSQL, {size}',
  'recovery.other.sqlite': 'SQLite, {size}',
  'recovery.other.made': 'Entstanden am {date}.',
  'recovery.other.unknown': 'Wann er entstand, hat niemand notiert.',
  'recovery.other.open': 'Diesen öffnen',
  'recovery.other.busy': 'Ein anderer Bestand wird geöffnet',
  'recovery.stop': 'Anhalten',
  'recovery.failed': 'Das ging nicht: {reason} Nichts wurde geändert.',
  'recovery.erase': 'Alles löschen',
  'recovery.erase.help': 'Entfernt endgültig alles, was Hearth auf diesem Gerät aufbewahrt.',
  'recovery.erase.open': 'Löschen',
  'recovery.erase.title': 'Alles von Hearth löschen?',
  'recovery.erase.what':
    'Alles, was Hearth in diesem Browser aufbewahrt, wird entfernt: deine Sachen und ihre Originale, Gespräche, Sicherungen im Browser, ältere Bestände, Modelle und Einstellungen. Das lässt sich nicht rückgängig machen.',
  'recovery.erase.not':
    'Deine eigenen Ordner und Dateien bleiben unberührt: die, die du hereingeholt hast, und auch Sicherungen und Archive, die du anderswo gespeichert hast.',
  'recovery.erase.export':
    'Um etwas zu behalten, speichere zuerst ein Archiv oder eine Sicherung in einem Ordner von dir.',
  'recovery.erase.exportRaw': 'Um etwas zu behalten, speichere zuerst die rohen Dateien.',
  'recovery.erase.word': 'löschen',
  'recovery.erase.type': 'Tippe „{word}“, um es zu bestätigen',
  'recovery.erase.cancel': 'Alles behalten',
  'recovery.erase.confirm': 'Alles löschen',
  'recovery.erasing': 'Wird gelöscht',
  'recovery.erasing.keep': 'Lass diesen Tab offen. Wird er geschlossen, macht Hearth beim nächsten Mal damit weiter.',
  'recovery.erasing.tabs': 'Hearth wird in anderen Tabs geschlossen',
  'recovery.erasing.files': 'Deine Sachen werden entfernt',
  'recovery.erasing.databases': 'Datenbanken werden entfernt',
  'recovery.erasing.caches': 'Modelle und Hearth selbst werden entfernt',
  'recovery.erasing.looking': 'Wird nachgesehen, was übrig ist',
  'recovery.erased': 'Nichts ist übrig',
  'recovery.erased.text':
    'Hearth hat an jedem Ort nachgesehen, an dem ein Browser etwas aufbewahrt, und nichts Eigenes gefunden.',
  'recovery.erased.not': 'Etwas ist übrig',
  'recovery.erased.not.text':
    'Ein anderer Tab oder ein anderes Programm hält es noch. Schließe die anderen Tabs von Hearth und versuch es wieder; der nächste Start von Hearth versucht es auch.',
  'recovery.left.files': 'Dateien im eigenen Dateisystem',
  'recovery.left.databases': 'Datenbanken',
  'recovery.left.caches': 'Zwischenspeicher',
  'recovery.left.keys': 'Gespeicherte Einstellungen',
  'recovery.left.serviceWorkers': 'Service Worker',
  'recovery.left.cookies': 'Cookies',
  'recovery.left.usage':
    'Der Browser zählt {size} für diese Adresse, seine eigene Buchführung inbegriffen. Was er noch freizugeben hat, gibt er frei, wenn dieser Tab verlassen wird.',
  'recovery.left.foreign':
    'Ein anderes Programm bewahrt unter derselben Adresse etwas auf. Es gehört nicht zu Hearth und blieb unberührt: {names}',
  'recovery.erased.again': 'Noch einmal versuchen',
  'recovery.erased.anew': 'Neu beginnen',
  'recovery.elsewhere.during': 'Hearth wird in einem anderen Tab gelöscht',
  'recovery.elsewhere.done': 'Hearth wurde in einem anderen Tab gelöscht',
  'recovery.elsewhere.text': 'Dieser Tab hat alles losgelassen und behält nichts.',
};
