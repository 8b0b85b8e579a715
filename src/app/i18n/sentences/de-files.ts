import type { SentenceBook } from './translate.ts';

/** What is said of files: why one was not read, what was left out of it, and what it was. */
export const fileSentences: SentenceBook = {
  'Another file with the same path is already in this archive.':
    'In diesem Archiv ist schon eine andere Datei mit demselben Pfad.',
  'Another file with the same path is already in this import.':
    'In diesem Import ist schon eine andere Datei mit demselben Pfad.',
  'Another import brought another version of this file at the same time. Drop it again.':
    'Ein anderer Import brachte gleichzeitig eine andere Fassung dieser Datei. Zieh sie noch einmal herein.',
  'Hearth does not come with {}.': 'Hearth bringt {0} nicht mit.',
  'Hearth ended each time while it read this picture, so it is left alone.':
    'Hearth endete jedes Mal beim Lesen dieses Bildes, deshalb bleibt es, wie es ist.',
  'Its recurrence cannot be read: {}': 'Seine Wiederholung ist nicht zu lesen: {0}',
  'It lies in {#} files within each other: what is inside of it was left out.':
    'Es steckt in {0} Dateien ineinander: Was darin liegt, wurde weggelassen.',
  'Nothing was said in this conversation.': 'In diesem Gespräch wurde nichts gesagt.',
  'One import takes at most {#} files: the rest of it was left out.':
    'Ein Import nimmt höchstens {0} Dateien: Der Rest davon wurde weggelassen.',
  'Page {} could not be read: this PDF is partly broken.':
    'Seite {0} war nicht zu lesen: Dieses PDF ist teilweise beschädigt.',
  'Pages {} could not be read: this PDF is partly broken.':
    'Die Seiten {0} waren nicht zu lesen: Dieses PDF ist teilweise beschädigt.',
  '{} and what follows': '{0} und was folgt',
  '{} and {#} more': '{0} und {1} weitere',
  '{} and others': '{0} und andere',
  'Quotation marks are not closed or stand inside a cell in row {}.':
    'Anführungszeichen sind nicht geschlossen oder stehen mitten in einer Zelle, in Zeile {0}.',
  'Reading it took longer than {#} seconds.': 'Das Lesen dauerte länger als {0} Sekunden.',
  'Reading this picture took too long, or broke the reader.':
    'Das Lesen dieses Bildes dauerte zu lange, oder der Leser ist daran gescheitert.',
  'Some Chinese, Japanese or Korean characters were left out: their codes could not be fetched. Add the file again with a network.':
    'Einige chinesische, japanische oder koreanische Zeichen fehlen: Ihre Codes waren nicht zu holen. Füg die Datei mit Netz noch einmal hinzu.',
  'Stopped before it was copied.': 'Angehalten, bevor es kopiert wurde.',
  'The browser could not read this file’s bytes.': 'Der Browser konnte die Bytes dieser Datei nicht lesen.',
  'The browser saves data, so what reads them, up to 7 MB, is fetched only when you try again here.':
    'Der Browser spart Daten; was sie liest, bis zu 7 MB, wird deshalb erst geholt, wenn du es hier noch einmal versuchst.',
  'The card names nobody: no name, organisation, address or number.':
    'Die Karte nennt niemanden: keinen Namen, keine Organisation, keine Adresse und keine Nummer.',
  'The card that begins in line {#} does not end in the file; what is there was read.':
    'Die Karte, die in Zeile {0} beginnt, endet nicht in der Datei; was da ist, wurde gelesen.',
  'The event “{}” has a start that is no date.': 'Der Beginn des Termins „{0}“ ist kein Datum.',
  'The event “{}” has no start.': 'Der Termin „{0}“ hat keinen Beginn.',
  'The first {#} bytes belong to no message.': 'Die ersten {0} Bytes gehören zu keiner Nachricht.',
  'The head of the message names no encoding; it was read as windows-1252.':
    'Der Kopf der Nachricht nennt keine Kodierung; er wurde als windows-1252 gelesen.',
  'The last {#} rows of this table were left out: it is too long to be read in full.':
    'Die letzten {0} Zeilen dieser Tabelle fehlen: Sie ist zu lang, um ganz gelesen zu werden.',
  'The last {#} values were left out: this file is too long to be read in full.':
    'Die letzten {0} Werte fehlen: Diese Datei ist zu lang, um ganz gelesen zu werden.',
  'The message is encrypted; its text cannot be read.': 'Die Nachricht ist verschlüsselt; ihr Text ist nicht zu lesen.',
  'The message is not in the encoding that it names ({}); it was read as {}.':
    'Die Nachricht hat nicht die Kodierung, die sie nennt ({0}); sie wurde als {1} gelesen.',
  'The message names an encoding that is not known ({}); some letters may be wrong.':
    'Die Nachricht nennt eine unbekannte Kodierung ({0}); einzelne Buchstaben können falsch sein.',
  'The message names no encoding; it was read as {}.':
    'Die Nachricht nennt keine Kodierung; sie wurde als {0} gelesen.',
  'The path contains control characters.': 'Der Pfad enthält Steuerzeichen.',
  'The path has no file name.': 'Der Pfad hat keinen Dateinamen.',
  'The path points outside of the chosen folder ("..").': 'Der Pfad führt aus dem gewählten Ordner hinaus („..“).',
  'The picture is cut off: what is there is shown.': 'Das Bild ist abgeschnitten: Gezeigt wird, was da ist.',
  'The same as “{}”, which is here already.': 'Dasselbe wie „{0}“, was schon hier ist.',
  'The time zone “{}” is not known; its standard time was used.':
    'Die Zeitzone „{0}“ ist unbekannt; ihre Normalzeit wurde genommen.',
  'The time zone “{}” is not known; the times are kept without a zone.':
    'Die Zeitzone „{0}“ ist unbekannt; die Zeiten bleiben ohne Zone.',
  'The time zone “{}” was taken for {}, which has the same hours.':
    'Die Zeitzone „{0}“ wurde für {1} gehalten, das dieselben Stunden hat.',
  'There is nothing in it that Hearth can read.': 'Darin ist nichts, was Hearth lesen kann.',
  'This PDF is written in characters whose codes Hearth fetches when it meets them first, and there is no network. Add it again with one.':
    'Dieses PDF ist in Zeichen geschrieben, deren Codes Hearth beim ersten Mal holt, und es gibt kein Netz. Füg es mit Netz noch einmal hinzu.',
  'This book is partly broken; chapters that could not be read: {}.':
    'Dieses Buch ist teilweise beschädigt; nicht zu lesen waren die Kapitel {0}.',
  'This calendar has no events.': 'Dieser Kalender hat keine Termine.',
  'This file holds no readable text.': 'Diese Datei enthält keinen lesbaren Text.',
  'This file is empty.': 'Diese Datei ist leer.',
  'This file is locked with a password.': 'Diese Datei ist mit einem Passwort verschlossen.',
  'This file is not in an encoding that Hearth knows.': 'Diese Datei hat keine Kodierung, die Hearth kennt.',
  'This is not a calendar.': 'Das ist kein Kalender.',
  'This line cannot be read: {}': 'Diese Zeile ist nicht zu lesen: {0}',
  'This looks like binary data, not text.': 'Das sieht nach binären Daten aus, nicht nach Text.',
  'This looks like {}, not text.': 'Das sieht nach {0} aus, nicht nach Text.',
  'This page cannot be drawn, so the words on it cannot be read.':
    'Diese Seite lässt sich nicht zeichnen, deshalb sind ihre Wörter nicht zu lesen.',
  'This table has {#} columns; only the first {#} are listed by name.':
    'Diese Tabelle hat {0} Spalten; nur die ersten {1} sind mit Namen aufgeführt.',
  'What begins in line {#} does not end in the file; what is there was read.':
    'Was in Zeile {0} beginnt, endet nicht in der Datei; was da ist, wurde gelesen.',
  'What reads words in pictures could not be started in this browser.':
    'Was Wörter in Bildern liest, ließ sich in diesem Browser nicht starten.',
  'What reads words in pictures is not on this device yet, and there is no network to fetch it.':
    'Was Wörter in Bildern liest, ist noch nicht auf diesem Gerät, und es gibt kein Netz, um es zu holen.',
  'What stands before that was taken.': 'Was davor steht, wurde übernommen.',
  'You had changed this note here. The changed file was put beside it, and both are kept.':
    'Diese Notiz hattest du hier geändert. Die geänderte Datei liegt daneben, und beide bleiben.',
  '{} cannot be loaded: {}.': '{0} lässt sich nicht laden: {1}.',

  // What it was and how many of them.
  'And {#} more like it.': 'Und {0} weitere dieser Art.',
  '{#} item.': '{0} Eintrag.',
  '{#} items.': '{0} Einträge.',
  '{#} message.': '{0} Nachricht.',
  '{#} messages.': '{0} Nachrichten.',
  '{#} event.': '{0} Termin.',
  '{#} events.': '{0} Termine.',
  '{#} contact.': '{0} Kontakt.',
  '{#} contacts.': '{0} Kontakte.',
  '{#} conversation.': '{0} Gespräch.',
  '{#} conversations.': '{0} Gespräche.',
  '{#} note.': '{0} Notiz.',
  '{#} notes.': '{0} Notizen.',
  '{#} table.': '{0} Tabelle.',
  '{#} tables.': '{0} Tabellen.',
  '{}, {#} file inside.': '{0}, {1} Datei darin.',
  '{}, {#} files inside.': '{0}, {1} Dateien darin.',
  '{#} file inside.': '{0} Datei darin.',
  '{#} files inside.': '{0} Dateien darin.',
  '{#} item': '{0} Eintrag',
  '{#} items': '{0} Einträge',
  '{#} message': '{0} Nachricht',
  '{#} messages': '{0} Nachrichten',
  '{#} event': '{0} Termin',
  '{#} events': '{0} Termine',
  '{#} contact': '{0} Kontakt',
  '{#} contacts': '{0} Kontakte',
  '{#} conversation': '{0} Gespräch',
  '{#} conversations': '{0} Gespräche',
  '{#} note': '{0} Notiz',
  '{#} notes': '{0} Notizen',
  '{#} table': '{0} Tabelle',
  '{#} tables': '{0} Tabellen',

  'Hearth cannot read .{} files yet.': 'Dateien mit der Endung .{0} kann Hearth noch nicht lesen.',
  'Hearth cannot read files without an extension yet.': 'Dateien ohne Endung kann Hearth noch nicht lesen.',
  'It reads Markdown (.md), text (.txt), web pages (.html), PDF (.pdf), Word (.docx), books (.epub), tables (.csv), workbooks (.xlsx), JSON (.json), archives (.zip), source code, mail (.eml), mailboxes (.mbox), calendars (.ics), contacts (.vcf) and pictures (.png, .jpg, .webp, .gif, .bmp, .avif).':
    'Es liest Markdown (.md), Text (.txt), Webseiten (.html), PDF (.pdf), Word (.docx), Bücher (.epub), Tabellen (.csv), Arbeitsmappen (.xlsx), JSON (.json), Archive (.zip), Quelltext, Mail (.eml), Postfächer (.mbox), Kalender (.ics), Kontakte (.vcf) und Bilder (.png, .jpg, .webp, .gif, .bmp, .avif).',

  // What no text looks like.
  'a picture': 'einem Bild',
  'a PDF': 'einem PDF',
  'an archive': 'einem Archiv',
  'an archive or an office document': 'einem Archiv oder Office-Dokument',
  'an office document': 'einem Office-Dokument',
  'a recording': 'einer Aufnahme',
  'a film': 'einem Film',
  'a program': 'einem Programm',
  'a database': 'einer Datenbank',
};
