import type { backupMessages as english } from '../en/backups.ts';
import type { SameTexts } from '../en.ts';

export const backupMessages: SameTexts<typeof english> = {
  'backups.title': 'Sicherungen',
  'backups.intro':
    'Kopien von allem, was du hier hast, für den Fall eines Fehlers, eines Schadens oder des Verlusts dieses Browsers.',
  'backups.unavailable': 'In diesem Fenster wird nichts aufbewahrt, also gibt es nichts zu sichern.',
  'backups.none': 'Noch keine Sicherung',
  'backups.none.help':
    'Die erste entsteht von selbst, einige Minuten nachdem du etwas hinzugefügt hast. Danach schreibt Hearth, was sich geändert hat.',
  'backups.last': 'Letzte Sicherung:',
  'backups.last.inside': '{size}, nur in diesem Browser.',
  'backups.last.both': '{size}, in diesem Browser und im Ordner „{name}“.',
  'backups.next': 'Die nächste ist am {when} fällig.',
  'backups.now': 'Jetzt sichern',
  'backups.making': 'Wird gesichert',
  'backups.stop': 'Anhalten',
  'backups.failed': 'Der letzte Versuch ist gescheitert: {reason} Innerhalb einer Stunde folgt der nächste.',
  'backups.every': 'Wie oft',
  'backups.every.help': 'Von selbst, wenn sich etwas geändert hat und sonst nichts läuft.',
  'backups.every.daily': 'Jeden Tag',
  'backups.every.weekly': 'Jede Woche',
  'backups.every.off': 'Nie',
  'backups.room':
    'Alle Sicherungen in diesem Browser brauchen {size}, denn sie teilen sich, was gleich blieb. Sieben Tage und vier Wochen werden aufbewahrt.',
  'backups.all': 'Alle {count} zeigen',
  'backups.list': 'Sicherungen, die neuesten zuerst',
  'backups.item': '{size} neu · {place}',
  'backups.items': '{count, plural, one {# Eintrag} other {# Einträge}}',
  'backups.place.inside': 'in diesem Browser',
  'backups.place.outside': 'im Ordner',
  'backups.place.both': 'in diesem Browser und im Ordner',
  'backups.reason.schedule': 'Von selbst',
  'backups.reason.asked': 'Von dir gewünscht',
  'backups.reason.migration': 'Vor einer Aktualisierung',
  'backups.reason.drill': 'Für eine Probe',
  'backups.unreadable': 'Eine Sicherung ist nicht zu gebrauchen: {reason}',
  'backups.restore': 'Zurückholen',
  'backups.restore.of': 'Sicherung vom {date} zurückholen',
  'backups.more': 'Mehr zur Sicherung vom {date}',
  'backups.save': 'Als Datei speichern',
  'backups.remove': 'Entfernen',
  'backups.remove.title': 'Sicherung vom {date} entfernen?',
  'backups.remove.text':
    'Sie wird aus diesem Browser und aus dem Ordner entfernt. Andere Sicherungen bleiben vollständig.',
  'backups.removed': 'Die Sicherung wurde entfernt.',
  'backups.keep': 'Behalten',

  'backups.folder': 'Ein Ordner außerhalb',
  'backups.folder.help':
    'Sicherungen in diesem Browser verschwinden mit den Daten des Browsers. Gib Hearth einen Ordner von dir, auf einem anderen Laufwerk oder einen, den du abgleichst: Dann wird jede Sicherung auch dorthin geschrieben, verschlossen mit einer Passphrase.',
  'backups.folder.unable':
    'Dieser Browser lässt keine Seite in einen Ordner schreiben. Speichere stattdessen ab und zu eine Sicherung als Datei.',
  'backups.folder.choose': 'Ordner wählen',
  'backups.folder.in': 'Ordner „{name}“',
  'backups.folder.ok':
    '{count, plural, =0 {Noch liegt keine Sicherung darin.} one {# Sicherung liegt darin.} other {# Sicherungen liegen darin.}} Verschlossen mit deiner Passphrase.',
  'backups.folder.writing': 'Wird in den Ordner geschrieben',
  'backups.folder.prompt':
    'Dein Browser fragt noch einmal, bevor Hearth in „{name}“ schreiben darf. Im Browser wird weiter gesichert; was fehlt, wird dann nachgeholt.',
  'backups.folder.denied':
    'Dein Browser lässt Hearth nicht mehr an „{name}“. Im Browser wird weiter gesichert; was fehlt, wird nachgeholt, sobald du es erlaubst.',
  'backups.folder.gone':
    '„{name}“ ist nicht mehr, wo es war. Im Browser wird weiter gesichert; wähle den Ordner dort, wo er jetzt ist, oder schließe sein Laufwerk an.',
  'backups.folder.problem':
    '{reason} Im Browser wird weiter gesichert; was fehlt, wird mit der nächsten Sicherung geschrieben.',
  'backups.folder.allow': 'Wieder erlauben',
  'backups.folder.again': 'Noch einmal versuchen',
  'backups.folder.other': 'Anderen Ordner wählen',
  'backups.folder.passphrase': 'Passphrase ändern',
  'backups.folder.forget': 'Nicht mehr verwenden',
  'backups.folder.change': 'Ändern',
  'backups.folder.more': 'Ändern, was mit dem Ordner „{name}“ geschieht',
  'backups.folder.given': 'Sicherungen gehen jetzt auch nach „{name}“.',
  'backups.folder.found':
    'Sicherungen gehen jetzt auch nach „{name}“. {count, plural, one {# Sicherung lag} other {# Sicherungen lagen}} schon darin.',
  'backups.folder.forgotten': 'Hearth schreibt nicht mehr nach „{name}“. Was darin liegt, bleibt.',

  'backups.lock.title': 'Sicherungen in „{name}“ verschließen',
  'backups.lock.text':
    'Wer den Ordner hat, aber nicht die Passphrase, kann nichts darin lesen. Liegen schon Sicherungen von Hearth darin, gib deren Passphrase ein.',
  'backups.lock.warning':
    'Ohne die Passphrase kann niemand diese Sicherungen öffnen: du nicht und wir auch nicht. Schreib sie auf, fern von diesem Gerät.',
  'backups.lock.passphrase': 'Passphrase',
  'backups.lock.repeat': 'Noch einmal dieselbe',
  'backups.lock.current': 'Bisherige Passphrase',
  'backups.lock.next': 'Neue Passphrase',
  'backups.lock.differs': 'Das ist nicht dieselbe.',
  'backups.lock.show': 'Zeigen, was ich tippe',
  'backups.lock.short': 'Mindestens acht Zeichen.',
  'backups.lock.weak': 'Leicht zu erraten. Vier Wörter, die nichts miteinander zu tun haben, sind besser.',
  'backups.lock.fair': 'Gut. Ein, zwei Wörter mehr machen es auch für jemanden mit vielen Rechnern schwer.',
  'backups.lock.strong': 'Schwer zu erraten.',
  'backups.lock.hint':
    'Mehrere Wörter, die nichts miteinander zu tun haben, sind leicht zu behalten und schwer zu erraten.',
  'backups.lock.do': 'Diesen Ordner verwenden',
  'backups.lock.busy': 'Der Schlüssel entsteht, das dauert ein, zwei Sekunden',
  'backups.lock.cancel': 'Abbrechen',
  'backups.lock.change.title': 'Passphrase ändern',
  'backups.lock.change.text':
    'Von da an öffnen sich alle Sicherungen im Ordner mit der neuen. Früher angefertigte Kopien des Ordners behalten die alte.',
  'backups.lock.change.do': 'Ändern',
  'backups.lock.changed': 'Die Passphrase wurde geändert.',

  'backups.file.title': 'Sicherung als Datei speichern',
  'backups.file.text': 'Eine Datei mit allem, auch deinen ursprünglichen Dateien, verschlossen mit einer Passphrase.',
  'backups.file.do': 'Speichern',
  'backups.file.busy': 'Wird verschlossen',
  'backups.file.saved': '{name} gespeichert, {size}.',

  'backups.from': 'Von anderswo zurückholen',
  'backups.from.help':
    'Aus einem Ordner mit Sicherungen von Hearth oder aus einer Sicherung, die du als Datei gespeichert hast.',
  'backups.from.folder': 'Aus einem Ordner',
  'backups.from.file': 'Aus einer Datei',
  'backups.from.title': 'Aus „{name}“ zurückholen',
  'backups.from.empty': 'In diesem Ordner liegt keine Sicherung von Hearth.',
  'backups.from.which': 'Welche Sicherung',
  'backups.from.open': 'Öffnen',
  'backups.from.busy': 'Wird geöffnet und Stück für Stück geprüft',

  'backups.restore.title': 'Sicherung vom {date} zurückholen',
  'backups.restore.text':
    'Sie wird neben dem, was du jetzt hast, wiederhergestellt. Hier ändert sich nichts, bevor du es sagst, und was du jetzt hast, bleibt erhalten.',
  'backups.restore.comparing': 'Wird mit dem verglichen, was hier ist',
  'backups.restore.uncompared': 'Es ist nichts offen, womit sie zu vergleichen wäre.',
  'backups.restore.same':
    '{count, plural, =0 {Nichts ist} one {# Eintrag ist} other {# Einträge sind}} in beiden gleich.',
  'backups.restore.equal': 'Die Sicherung enthält dasselbe, was hier ist.',
  'backups.restore.onlyInBackup':
    '{count, plural, one {# Eintrag} other {# Einträge}} nur in der Sicherung: kommt zurück',
  'backups.restore.onlyHere':
    '{count, plural, one {# Eintrag} other {# Einträge}} nur hier: fehlt im wiederhergestellten Bestand',
  'backups.restore.newerHere':
    '{count, plural, one {# Eintrag} other {# Einträge}} hier neuer: der ältere Stand kommt zurück',
  'backups.restore.newerInBackup': '{count, plural, one {# Eintrag} other {# Einträge}} in der Sicherung neuer',
  'backups.restore.conversations': 'Gespräche: {there} in der Sicherung, {here} hier.',
  'backups.restore.andMore': 'und {count} weitere',
  'backups.restore.do': 'Daneben wiederherstellen',
  'backups.restore.busy': 'Wird wiederhergestellt und Zeile für Zeile geprüft',
  'backups.restore.done': 'Wiederhergestellt, und jede Zeile ist, wie sie war',
  'backups.restore.done.text':
    'Verwende den Bestand jetzt, und Hearth öffnet ihn. Was du jetzt hast, bleibt unter „Wo es liegt“, bis du es freigibst.',
  'backups.restore.missing':
    '{count, plural, one {# ursprüngliche Datei ist} other {# ursprüngliche Dateien sind}} nicht mehr in diesem Browser. Ihre Texte sind da.',
  'backups.restore.use': 'Jetzt verwenden',
  'backups.restore.using': 'Wird geöffnet',
  'backups.restore.notNow': 'Nicht jetzt',

  'backups.drill': 'Klappt das Zurückholen?',
  'backups.drill.none':
    'Hearth probiert es einmal in der Woche von selbst: Es stellt die neueste Sicherung an einem Ort wieder her, der danach verworfen wird, und vergleicht jede Tabelle.',
  'backups.drill.good':
    'Probiert am {date}: {tables, plural, one {die # Tabelle ist} other {alle # Tabellen sind}} gleich, {rows} Zeilen, in {seconds} s.',
  'backups.drill.originals':
    '{count, plural, one {Die # ursprüngliche Datei ist} other {Alle # ursprünglichen Dateien sind}} da.',
  'backups.drill.bad':
    'Probiert am {date}, und etwas war nicht, wie es sein soll: {what}. Die nächste Sicherung entsteht von Grund auf neu.',
  'backups.drill.bad.tables': 'die Tabellen {names} weichen ab',
  'backups.drill.bad.originals':
    '{count, plural, one {# ursprüngliche Datei fehlt} other {# ursprüngliche Dateien fehlen}}',
  'backups.drill.now': 'Jetzt proben',
  'backups.drill.busy': 'Zurückholen wird geprobt',
};
