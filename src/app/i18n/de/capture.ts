import type { captureMessages as english } from '../en/capture.ts';
import type { SameTexts } from '../en.ts';

export const captureMessages: SameTexts<typeof english> = {
  'capture.title': 'Schnelle Notiz',
  'capture.open': 'Schnelle Notiz schreiben',
  'capture.name': 'Titel',
  'capture.text': 'Text',
  'capture.files': 'Dateien, die dabei sind',
  'capture.from': 'Von',
  'capture.keep': 'Behalten',
  'capture.discard': 'Verwerfen',
  'capture.kept': 'Als Notiz behalten.',
  'capture.refused.nothing': 'Darin war nichts, was Hearth nehmen konnte.',
  'capture.refused.too-large':
    'Das war zu groß: höchstens 200.000 Zeichen Text, 20 Dateien und 50 MB. Großes bringst du über die Bibliothek herein.',
  'capture.refused.bad-address': 'Die Adresse, die dabei war, ist keine einer Webseite. Nichts wurde übernommen.',
  'capture.refused.unknown-link': 'Dieser Link führt zu nichts, was Hearth kennt.',
  'capture.bookmarklet': 'Senden, was du auf einer Seite ausgewählt hast',
  'capture.bookmarklet.how':
    'Lege in deinem Browser ein Lesezeichen an und trage dies als Adresse ein. Auf jeder Seite öffnet es Hearth mit Titel und Adresse der Seite und dem, was du dort ausgewählt hast, höchstens 6.000 Zeichen. Du siehst es hier, bevor es behalten wird; kein Server sieht es.',
};
