import type { tourMessages as english } from '../en/tour.ts';
import type { SameTexts } from '../en.ts';

export const tourMessages: SameTexts<typeof english> = {
  'tour.title': 'Rundgang',
  'tour.workspace': 'Beispiel',
  'tour.library': 'Beispielbibliothek',
  'tour.where': 'Rundgang, Schritt {at} von {of}.',
  'tour.ask': 'Frag das die Beispielbibliothek: Frage {number} von 5.',
  'tour.source': 'Die Nummer hinter einem Zitat öffnet seine Quelle, die Stelle ist markiert.',
  'tour.note': 'Unter der Antwort macht „Notiz daraus machen“ eine Notiz mit Links zu den Quellen.',
  'tour.palette': 'Strg K (auf dem Telefon „Mehr“) öffnet die Befehle: überall hingehen, alles tun.',
  'tour.offline': 'Schalte das Netz aus, wenn du magst. Alles geht weiter.',
  'tour.questions': 'Fragen an die Beispielbibliothek',
  'tour.end': 'Das war der Rundgang. Die Beispielbibliothek kann jetzt weg oder zum Ausprobieren bleiben.',
  'tour.next': 'Weiter',
  'tour.skip': 'Diese Frage überspringen',
  'tour.leave': 'Rundgang verlassen',
  'tour.keep': 'Behalten',
  'tour.start': 'Rundgang machen',
  'tour.resume': 'Rundgang fortsetzen',
  'tour.remove': 'Beispielbibliothek entfernen',
  'tour.removed': 'Die Beispielbibliothek liegt im Papierkorb.',
};
