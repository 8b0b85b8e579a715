import { fileSentences } from './de-files.ts';
import { partSentences } from './de-parts.ts';
import type { SentenceBook } from './translate.ts';

/**
 * What the kernel says, in German: its sentence as it is made, `{}` in the place of each value, and the same with the
 * values by their number. A test finds the sentences of the code that are missing here.
 */
export const sentences: SentenceBook = {
  ...fileSentences,
  ...partSentences,
  'A copy of your things is being made already. Wait for it, or stop it.':
    'Deine Sachen werden schon kopiert. Warte darauf, oder halte es an.',
  'A draft could not be saved, so this version stays. Try again.':
    'Ein Entwurf ließ sich nicht speichern, deshalb bleibt diese Fassung. Versuch es noch einmal.',
  'A file changed while it was copied to the backup.':
    'Eine Datei änderte sich, während sie in die Sicherung kopiert wurde.',
  'A file could not be written.': 'Eine Datei ließ sich nicht schreiben.',
  'A file of the model could not be had from the server.': 'Eine Datei des Modells war vom Server nicht zu bekommen.',
  'A file of the model is damaged and was removed.': 'Eine Datei des Modells ist beschädigt und wurde entfernt.',
  'A file of the model is not on this device.': 'Eine Datei des Modells ist nicht auf diesem Gerät.',
  'A file of this archive is damaged, so what lies in it cannot be read.':
    'Eine Datei dieses Archivs ist beschädigt, deshalb ist nicht zu lesen, was darin liegt.',
  'A file of this archive is missing, so what lies in it cannot be read.':
    'Eine Datei dieses Archivs fehlt, deshalb ist nicht zu lesen, was darin liegt.',
  'A folder is connected to this workspace. Disconnect it first.':
    'Mit diesem Bereich ist ein Ordner verbunden. Trenne ihn zuerst.',
  'A folder with the name “{}” is connected already. Disconnect that one first.':
    'Ein Ordner namens „{0}“ ist schon verbunden. Trenne zuerst diesen.',
  'A part of the backup cannot be unpacked.': 'Ein Teil der Sicherung lässt sich nicht entpacken.',
  'A part of the backup does not hold what was written to it.':
    'Ein Teil der Sicherung enthält nicht, was hineingeschrieben wurde.',
  'A repair is under way already.': 'Eine Reparatur läuft schon.',
  'A restore was tried, and something was not as it should be.':
    'Ein Zurückholen wurde geprobt, und etwas war nicht, wie es sein soll.',
  'A file in the folder “{}” could not be read or written.':
    'Eine Datei im Ordner „{0}“ ließ sich nicht lesen oder schreiben.',
  'A value cannot be read.': 'Ein Wert ist nicht zu lesen.',
  'An archive came out unlike what went into it, so nothing was moved.':
    'Ein Archiv geriet anders als das, was hineinging; deshalb wurde nichts verschoben.',
  'An export is being brought in already. Wait for it, or stop it.':
    'Ein Export wird schon hereingeholt. Warte darauf, oder halte es an.',
  'An export is being made already. Wait for it, or stop it.':
    'Ein Export entsteht schon. Warte darauf, oder halte es an.',
  'Another note has that file by now.': 'Eine andere Notiz hat inzwischen diese Datei.',
  'Another store is being opened.': 'Ein anderer Bestand wird geöffnet.',
  'Another tab or window is making the database.': 'Ein anderer Tab oder ein anderes Fenster legt die Datenbank an.',
  'Another tab or window of Hearth has your data open. Close it, and try again.':
    'Ein anderer Tab oder ein anderes Fenster von Hearth hat deine Daten offen. Schließe es und versuch es noch einmal.',
  'Another tab or window still holds the data.': 'Ein anderer Tab oder ein anderes Fenster hält die Daten noch.',
  'Backups are being read just now. Wait until that is over, then remove it.':
    'Gerade werden Sicherungen gelesen. Warte das ab, dann entferne sie.',
  'Could not look for a new version: the server gave none.':
    'Nach einer neuen Version ließ sich nicht sehen: Der Server gab keine.',
  'Could not look for a new version: there is no network.':
    'Nach einer neuen Version ließ sich nicht sehen: Es gibt kein Netz.',
  'Hearth could not start.': 'Hearth konnte nicht starten.',
  'Hearth did not answer in time.': 'Hearth hat nicht rechtzeitig geantwortet.',
  'Hearth is not kept for offline use here: a reload brings the newest version.':
    'Hearth wird hier nicht für die Zeit ohne Netz aufbewahrt: Neu laden bringt die neueste Version.',
  'Hearth’s kernel stopped.': 'Der Kern von Hearth ist stehen geblieben.',
  'How far it had come is not known any more. Ask again instead.':
    'Wie weit es war, ist nicht mehr bekannt. Frag stattdessen noch einmal.',
  'It is not loaded.': 'Es ist nicht geladen.',
  'No folder was given for backups.': 'Für Sicherungen ist kein Ordner gegeben.',
  'No new version is waiting.': 'Es wartet keine neue Fassung.',
  'No restore can be tried here.': 'Hier lässt sich kein Zurückholen proben.',
  'Nothing has the tag “{}”.': 'Nichts hat das Schlagwort „{0}“.',
  'Nothing is kept here, so nothing can be brought in.':
    'Hier wird nichts aufbewahrt, deshalb lässt sich nichts hereinholen.',
  'Nothing is kept here, so nothing can be repaired.':
    'Hier wird nichts aufbewahrt, deshalb lässt sich nichts reparieren.',
  'Nothing is kept here, so there are no backups.': 'Hier wird nichts aufbewahrt, deshalb gibt es keine Sicherungen.',
  'Nothing is kept here, so there is nothing to move.':
    'Hier wird nichts aufbewahrt, deshalb gibt es nichts, was umziehen könnte.',
  'Nothing is to be written into that file.': 'In diese Datei ist nichts zu schreiben.',
  'Nothing of the table can be read.': 'Von der Tabelle ist nichts zu lesen.',
  'One of them is not here any more.': 'Eines davon ist nicht mehr hier.',
  'One of them lies in an archive. Bring it back first.': 'Eines davon liegt in einem Archiv. Hol es zuerst zurück.',
  'Only an answer that was stopped can be continued.': 'Nur eine angehaltene Antwort lässt sich fortsetzen.',
  'Only notes can be edited.': 'Nur Notizen lassen sich bearbeiten.',
  'Only what lies in the bin can be deleted for good.': 'Nur was im Papierkorb liegt, lässt sich endgültig löschen.',
  'Reading this file broke the reader.': 'An dieser Datei ist der Leser gescheitert.',
  'Reading this file goes round.': 'Das Lesen dieser Datei dreht sich im Kreis.',
  'Something went wrong inside Hearth.': 'In Hearth ist etwas schiefgegangen.',
  'Stopped.': 'Angehalten.',
  'That archive is not here any more.': 'Dieses Archiv ist nicht mehr hier.',
  'That backup is not in the folder any more.': 'Diese Sicherung ist nicht mehr im Ordner.',
  'That cannot be undone.': 'Das lässt sich nicht rückgängig machen.',
  'That conversation is not here any more.': 'Dieses Gespräch ist nicht mehr hier.',
  'That conversation lies in the bin. Restore it first.':
    'Dieses Gespräch liegt im Papierkorb. Stell es zuerst wieder her.',
  'That file is not followed any more.': 'Diese Datei wird nicht mehr verfolgt.',
  'That folder is not connected any more.': 'Dieser Ordner ist nicht mehr verbunden.',
  'That has been settled already.': 'Das ist schon geklärt.',
  'That has ended already.': 'Das ist schon zu Ende.',
  'That import is too long ago to be taken back.': 'Dieser Import ist zu lange her, um ihn zurückzunehmen.',
  'That is not here any more.': 'Das ist nicht mehr hier.',
  'That is not in this archive.': 'Das liegt nicht in diesem Archiv.',
  'That lies in an archive. Bring it back first.': 'Das liegt in einem Archiv. Hol es zuerst zurück.',
  'That lies in the bin. Restore it first.': 'Das liegt im Papierkorb. Stell es zuerst wieder her.',
  'That message is not here any more.': 'Diese Nachricht ist nicht mehr hier.',
  'That run is not here any more.': 'Dieser Vorgang ist nicht mehr hier.',
  'That search is not kept any more.': 'Diese Suche wird nicht mehr gemerkt.',
  'That store is not here any more.': 'Dieser Bestand ist nicht mehr hier.',
  'That store was not made to the end.': 'Dieser Bestand wurde nicht fertig.',
  'That version is not kept any more.': 'Diese Fassung wird nicht mehr aufbewahrt.',
  'That workspace is not here any more.': 'Dieser Bereich ist nicht mehr hier.',
  'The answer could not be made.': 'Die Antwort kam nicht zustande.',
  'The backup in this browser is not complete.': 'Die Sicherung in diesem Browser ist nicht vollständig.',
  'The browser cannot show this picture: it is broken, or cut off.':
    'Der Browser kann dieses Bild nicht zeigen: Es ist beschädigt oder abgeschnitten.',
  'The browser gives Hearth no place to keep the model.': 'Der Browser gibt Hearth keinen Platz für das Modell.',
  'The copy has other tables than your things have.': 'Die Kopie hat andere Tabellen als deine Sachen.',
  'The database cannot be started in this browser.': 'Die Datenbank lässt sich in diesem Browser nicht starten.',
  'The database of Hearth could not be loaded.': 'Die Datenbank von Hearth ließ sich nicht laden.',
  'The database refused a request.': 'Die Datenbank hat eine Anfrage abgelehnt.',
  'The directory of this archive is too large.': 'Das Verzeichnis dieses Archivs ist zu groß.',
  'The export was changed while it was read.': 'Der Export wurde geändert, während er gelesen wurde.',
  'The file does not hold what was written into it.': 'Die Datei enthält nicht, was hineingeschrieben wurde.',
  'The file holds something else by now.': 'Die Datei enthält inzwischen etwas anderes.',
  'The file that says which of your stores is in use cannot be read.':
    'Die Datei, die sagt, welcher deiner Bestände in Gebrauch ist, ist nicht zu lesen.',
  'The folder “{}” has no {}: without it its backups cannot be opened.':
    'Im Ordner „{0}“ fehlt {1}: Ohne das lassen sich seine Sicherungen nicht öffnen.',
  'The folder “{}” is not where it was.': 'Der Ordner „{0}“ ist nicht mehr, wo er war.',
  'The graphics processor computes something else.': 'Der Grafikprozessor rechnet etwas anderes.',
  'The graphics processor went away.': 'Der Grafikprozessor ist weg.',
  'The import’s report is not here any more.': 'Der Bericht des Imports ist nicht mehr hier.',
  'The kernel of Hearth went away before it answered.': 'Der Kern von Hearth ging, bevor er antwortete.',
  'The list of what this backup holds cannot be used: {}.':
    'Die Liste dessen, was diese Sicherung enthält, ist nicht zu gebrauchen: {0}.',
  'The mark that says that your data is complete is missing.': 'Das Zeichen, dass deine Daten vollständig sind, fehlt.',
  'The message has more than a million lines.': 'Die Nachricht hat mehr als eine Million Zeilen.',
  'The message has {} MB; at most 25 MB are read.': 'Die Nachricht hat {0} MB; höchstens 25 MB werden gelesen.',
  'The message is in the mailbox twice.': 'Die Nachricht liegt doppelt im Postfach.',
  'The model has no such file.': 'Das Modell hat keine solche Datei.',
  'The model is not loaded.': 'Das Modell ist nicht geladen.',
  'The model is not on this device yet, and there is no network to fetch it.':
    'Das Modell ist noch nicht auf diesem Gerät, und es gibt kein Netz, um es zu holen.',
  'The model stopped unexpectedly.': 'Das Modell ist unerwartet stehen geblieben.',
  'The model was unloaded.': 'Das Modell wurde entladen.',
  'The original file is not here any more.': 'Die ursprüngliche Datei ist nicht mehr hier.',
  'The original of that version is not here any more.': 'Das Original dieser Fassung ist nicht mehr hier.',
  'The parts of this message are nested too deep, or its head is too long.':
    'Die Teile dieser Nachricht sind zu tief verschachtelt, oder ihr Kopf ist zu lang.',
  'The passphrase does not open it.': 'Die Passphrase öffnet es nicht.',
  'The question and its passages are too long for this model.':
    'Die Frage und ihre Stellen sind für dieses Modell zu lang.',
  'The reader of pictures was ended.': 'Das Lesen von Bildern wurde beendet.',
  'The reader was closed.': 'Das Lesen wurde beendet.',
  'The reader was ended.': 'Das Lesen wurde beendet.',
  'The record of schema changes in your data has a gap.': 'In der Liste der Umstellungen deiner Daten fehlt etwas.',
  'Help could not be fetched. Try again when you are online.':
    'Die Hilfe war nicht zu holen. Versuch es noch einmal, wenn du im Netz bist.',
  'The sample library could not be fetched. Try again when you are online.':
    'Die Beispielbibliothek war nicht zu holen. Versuch es noch einmal, wenn du im Netz bist.',
  'The setting “{}” cannot be that: {}.': 'Die Einstellung „{0}“ kann das nicht sein: {1}.',
  'The store is not open yet.': 'Der Bestand ist noch nicht offen.',
  'The stored data cannot be opened.': 'Die gespeicherten Daten lassen sich nicht öffnen.',
  'The stored data is damaged and cannot be read.': 'Die gespeicherten Daten sind beschädigt und nicht zu lesen.',
  'The text of that version is not kept any more.': 'Der Text dieser Fassung wird nicht mehr aufbewahrt.',
  'The words in this picture could not be read.': 'Die Wörter in diesem Bild waren nicht zu lesen.',
  'There is a property “{}” already.': 'Die Eigenschaft „{0}“ gibt es schon.',
  'There is a workspace with this id already.': 'Einen Bereich mit dieser Kennung gibt es schon.',
  'There is no backup yet.': 'Es gibt noch keine Sicherung.',
  'There is no property “{}”.': 'Die Eigenschaft „{0}“ gibt es nicht.',
  'There is no room left for Hearth in this browser.': 'In diesem Browser ist kein Platz mehr für Hearth.',
  'There is no room left in that folder.': 'In diesem Ordner ist kein Platz mehr.',
  'There is no room left in this browser to make the export.': 'In diesem Browser ist kein Platz mehr für den Export.',
  'There is no room left where the folder “{}” is.': 'Wo der Ordner „{0}“ liegt, ist kein Platz mehr.',
  'There is no room to keep what you wrote.': 'Es ist kein Platz da, um zu behalten, was du geschrieben hast.',
  'There is no setting “{}”.': 'Die Einstellung „{0}“ gibt es nicht.',
  'There is no template “{}” in “{}”.': 'In „{1}“ gibt es keine Vorlage „{0}“.',
  'There is nothing of that to undo.': 'Davon ist nichts rückgängig zu machen.',
  'There is nothing that could be archived by that.': 'Danach ließe sich nichts archivieren.',
  'Things are coming into this workspace just now. Wait, or stop it.':
    'Gerade kommt etwas in diesen Bereich. Warte, oder halte es an.',
  'Things are moved to an archive, or back, just now. Wait until that has ended.':
    'Gerade wird archiviert oder zurückgeholt. Warte, bis das zu Ende ist.',
  'This Word document holds more text than Hearth keeps of one file.':
    'Dieses Word-Dokument enthält mehr Text, als Hearth von einer Datei behält.',
  'This Word document holds no text.': 'Dieses Word-Dokument enthält keinen Text.',
  'This Word document is broken: its text cannot be found.':
    'Dieses Word-Dokument ist beschädigt: Sein Text ist nicht zu finden.',
  'This Word document is locked with a password, or it is in the format before 2007.':
    'Dieses Word-Dokument ist mit einem Passwort verschlossen oder hat das Format von vor 2007.',
  'This PDF cannot be opened any more.': 'Dieses PDF lässt sich nicht mehr öffnen.',
  'This PDF has more than {} pages.': 'Dieses PDF hat mehr als {0} Seiten.',
  'This PDF holds more text than Hearth keeps of one file.':
    'Dieses PDF enthält mehr Text, als Hearth von einer Datei behält.',
  'This PDF is broken or cut off: its pages cannot be found.':
    'Dieses PDF ist beschädigt oder abgeschnitten: Seine Seiten sind nicht zu finden.',
  'This PDF is broken: none of its pages can be read.': 'Dieses PDF ist beschädigt: Keine seiner Seiten ist zu lesen.',
  'This PDF is locked with a password.': 'Dieses PDF ist mit einem Passwort verschlossen.',
  'This JSON cannot be read at line {}, column {}: {}.':
    'Dieses JSON ist in Zeile {0}, Spalte {1} nicht zu lesen: {2}.',
  'This archive has {} entries; at most {} are allowed.': 'Dieses Archiv hat {0} Einträge; höchstens {1} sind erlaubt.',
  'This archive is broken: {}.': 'Dieses Archiv ist beschädigt: {0}.',
  'This archive is one piece of several; only whole archives are read.':
    'Dieses Archiv ist eines von mehreren Stücken; nur ganze Archive werden gelesen.',
  'This archive of {} would unpack to {}: it is a zip bomb.':
    'Dieses Archiv von {0} würde entpackt {1} groß: Es ist eine Zip-Bombe.',
  'This archive unpacks to {}; at most {} are allowed.':
    'Dieses Archiv ist entpackt {0} groß; höchstens {1} sind erlaubt.',
  'This backup cannot be restored. {}': 'Diese Sicherung lässt sich nicht zurückholen. {0}',
  'This backup cannot be used: its list of original files is not as it should be.':
    'Diese Sicherung ist nicht zu gebrauchen: Ihre Liste der ursprünglichen Dateien ist nicht, wie sie sein soll.',
  'This backup is damaged: {}. Nothing was changed.': 'Diese Sicherung ist beschädigt: {0}. Nichts wurde geändert.',
  'This backup is not here any more.': 'Diese Sicherung ist nicht mehr hier.',
  'This backup was made by a newer version of Hearth. Reload to get that version, then restore it.':
    'Diese Sicherung stammt von einer neueren Fassung von Hearth. Lade neu, um sie zu bekommen, dann hol die Sicherung zurück.',
  'This book holds more text than Hearth keeps of one file.':
    'Dieses Buch enthält mehr Text, als Hearth von einer Datei behält.',
  'This book holds no text.': 'Dieses Buch enthält keinen Text.',
  'This book is broken: none of its chapters can be read.':
    'Dieses Buch ist beschädigt: Keines seiner Kapitel ist zu lesen.',
  'This book is broken: the list of its chapters is missing.':
    'Dieses Buch ist beschädigt: Die Liste seiner Kapitel fehlt.',
  'This book is protected against copying (DRM): only its shop’s reader opens it.':
    'Dieses Buch ist gegen Kopieren geschützt (DRM): Nur das Programm seines Händlers öffnet es.',
  'This browser cannot run WebAssembly.': 'Dieser Browser kann kein WebAssembly ausführen.',
  'This browser gives Hearth no locks, so it cannot keep data safely here.':
    'Dieser Browser gibt Hearth keine Sperren, deshalb lassen sich Daten hier nicht sicher aufbewahren.',
  'This browser gives Hearth no place to keep data.': 'Dieser Browser gibt Hearth keinen Platz für Daten.',
  'This browser gives no canvas to read pictures with.': 'Dieser Browser gibt keine Zeichenfläche, um Bilder zu lesen.',
  'This browser opens files too slowly for it.': 'Dieser Browser öffnet Dateien dafür zu langsam.',
  'This browser opens too few files at once for it.': 'Dieser Browser öffnet dafür zu wenige Dateien auf einmal.',
  'This browser starts no workers, and Hearth cannot run without them.':
    'Dieser Browser startet keine Worker, und ohne sie kann Hearth nicht laufen.',
  'This cannot be sent to Hearth’s kernel.': 'Das lässt sich nicht an den Kern von Hearth schicken.',
  'This edit cannot be read.': 'Diese Änderung ist nicht zu lesen.',
  'This entry has {}; at most {} are allowed.': 'Dieser Eintrag hat {0}; höchstens {1} sind erlaubt.',
  'This entry is locked with a password.': 'Dieser Eintrag ist mit einem Passwort verschlossen.',
  'This entry is not one of this archive.': 'Dieser Eintrag gehört nicht zu diesem Archiv.',
  'This entry is packed with {}, which is not read.': 'Dieser Eintrag ist mit {0} gepackt; das wird nicht gelesen.',
  'Another file has the name of this picture. It is left alone.':
    'Eine andere Datei heißt wie dieses Bild. Sie bleibt, wie sie ist.',
  'This file has more than 20 MB. It is left alone.': 'Diese Datei hat mehr als 20 MB. Sie bleibt, wie sie ist.',
  'This file holds no values.': 'Diese Datei enthält keine Werte.',
  'This file holds no workbook: its list of sheets is missing.':
    'Diese Datei enthält keine Arbeitsmappe: Die Liste ihrer Blätter fehlt.',
  'This file is not text in an encoding that Hearth knows. It is left alone.':
    'Diese Datei ist kein Text in einer Kodierung, die Hearth kennt. Sie bleibt, wie sie ist.',
  'This is no Word document.': 'Das ist kein Word-Dokument.',
  'This is not a mailbox: no message in it begins with a line "From …".':
    'Das ist kein Postfach: Keine Nachricht darin beginnt mit einer Zeile „From …“.',
  'This is not a message: it has no sender, recipient, subject or date.':
    'Das ist keine Nachricht: Sie hat weder Absender noch Empfänger, Betreff oder Datum.',
  'This is not a picture that Hearth knows, or its beginning is broken.':
    'Das ist kein Bild, das Hearth kennt, oder sein Anfang ist beschädigt.',
  'This is not an address book: no card begins in it.': 'Das ist kein Adressbuch: Keine Karte beginnt darin.',
  'This kernel has not begun, or is open already.': 'Der Kern hat nicht begonnen oder ist schon offen.',
  'This page gave up the kernel.': 'Diese Seite hat den Kern abgegeben.',
  'This picture has over 50 million pixels, too many to read the words in it.':
    'Dieses Bild hat über 50 Millionen Pixel, zu viele, um die Wörter darin zu lesen.',
  'This picture has {} pixels, as icons have: it is left out.':
    'Dieses Bild hat {0} Pixel, wie ein Symbol: Es wird weggelassen.',
  'This picture has {} pixels; at most 100 million are read.':
    'Dieses Bild hat {0} Pixel; höchstens 100 Millionen werden gelesen.',
  'This picture is broken.': 'Dieses Bild ist beschädigt.',
  'This restore was given up meanwhile.': 'Dieses Zurückholen wurde inzwischen aufgegeben.',
  'This table holds no rows.': 'Diese Tabelle enthält keine Zeilen.',
  'This workbook holds no filled cells.': 'Diese Arbeitsmappe enthält keine gefüllten Zellen.',
  'This workbook is locked with a password or is of the old .xls format.':
    'Diese Arbeitsmappe ist mit einem Passwort verschlossen oder hat das alte Format .xls.',
  'What belongs to all is no workspace that could be changed.':
    'Was allen gehört, ist kein Bereich, der sich ändern ließe.',
  'What was asked for broke off. Nothing was changed by it.': 'Was verlangt war, brach ab. Es hat nichts geändert.',
  'What was brought in is not here any more. Bring it in again.':
    'Was hereingeholt wurde, ist nicht mehr hier. Hol es noch einmal herein.',
  'What was restored of the table “{}” is not what the backup says.':
    'Was von der Tabelle „{0}“ wiederhergestellt wurde, ist nicht, was die Sicherung sagt.',
  'What was saved is not here any more. Repair it again.':
    'Was gerettet wurde, ist nicht mehr hier. Repariere noch einmal.',
  'Your browser does not let Hearth use the folder “{}” any more.':
    'Dein Browser lässt Hearth den Ordner „{0}“ nicht mehr verwenden.',
  'Your data is not in the database any more.': 'Deine Daten sind nicht mehr in der Datenbank.',
  'Your things are being moved already.': 'Deine Sachen ziehen schon um.',
  'Your things are being moved. Wait for it, or stop it.': 'Deine Sachen ziehen um. Warte darauf, oder halte es an.',
  '{} cannot run here now: it failed several times in a row.':
    '{0} kann hier jetzt nicht laufen: Es ist mehrmals hintereinander gescheitert.',
  '{} is not complete.': '{0} ist nicht vollständig.',
  '“{}” is connected already.': '„{0}“ ist schon verbunden.',
  '“{}” is only read now. Nothing was written.': '„{0}“ wird jetzt nur gelesen. Nichts wurde geschrieben.',
  '“{}” is written in a way that is changed in the text only.':
    '„{0}“ ist so geschrieben, dass es sich nur im Text ändern lässt.',
  'Line {} of the properties cannot be read. Mend it in the text first.':
    'Zeile {0} der Eigenschaften ist nicht zu lesen. Berichtige sie zuerst im Text.',
  'It holds a character that cannot be stored.': 'Es enthält ein Zeichen, das sich nicht speichern lässt.',
  'A folder is names with / between them.': 'Ein Ordner besteht aus Namen mit / dazwischen.',
  'A tag is one word, without # and commas.': 'Ein Schlagwort ist ein Wort, ohne # und Kommas.',
  'This is no complete export of Hearth: {}. Nothing was changed.':
    'Das ist kein vollständiger Export von Hearth: {0}. Nichts wurde geändert.',
  'There is no room in this browser for what the export holds beside what is here now. Nothing was changed.':
    'In diesem Browser ist neben dem, was hier ist, kein Platz für das, was der Export enthält. Nichts wurde geändert.',
  'There is no room for the copy that a move makes first. Make some, then try again.':
    'Für die Kopie, mit der ein Umzug beginnt, ist kein Platz. Schaff welchen, dann versuch es noch einmal.',
  'Another tab runs a different version of Hearth. Reload this one.':
    'In einem anderen Tab läuft eine andere Fassung von Hearth. Lade diesen neu.',
  'Another tab of Hearth holds your data and does not answer: the browser has paused it. Open that tab, or close it.':
    'Ein anderer Tab von Hearth hält deine Daten und antwortet nicht: Der Browser hat ihn angehalten. Öffne diesen Tab, oder schließe ihn.',
  'The tab that held Hearth’s data went away before it answered.':
    'Der Tab, der die Daten von Hearth hielt, ging, bevor er antwortete.',
  'This page has let go of Hearth.': 'Diese Seite hat Hearth losgelassen.',
  'The model could not be started in this browser.': 'Das Modell ließ sich in diesem Browser nicht starten.',
  'This browser gives Hearth no graphics processor.': 'Dieser Browser gibt Hearth keinen Grafikprozessor.',
  'The browser only simulates a graphics processor, which would be slower.':
    'Der Browser ahmt einen Grafikprozessor nur nach; das wäre langsamer.',
};
