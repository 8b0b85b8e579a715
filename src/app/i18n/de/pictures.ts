import type { picturesMessages as english } from '../en/pictures.ts';
import type { SameTexts } from '../en.ts';

export const picturesMessages: SameTexts<typeof english> = {
  'pictures.picture': 'Bild: {title}',
  'pictures.bar': '{width, number} × {height, number} Pixel',
  'pictures.larger': 'Bild größer',
  'pictures.smaller': 'Bild kleiner',
  'pictures.gone': 'Das Bild ist nicht mehr hier.',
  'pictures.broken': 'Der Browser kann dieses Bild nicht zeigen. Das Original kannst du herunterladen.',
  'pictures.words': 'Wörter darin',
  'pictures.machine': 'Von der Maschine gelesen: Einiges kann falsch sein.',
  'pictures.machine.pages':
    '{count, plural, one {Die Wörter von # Seite, die ein Bild ist, wurden} other {Die Wörter von # Seiten, die Bilder sind, wurden}} von der Maschine gelesen: Einiges kann falsch sein.',
  'pictures.none': 'Darin wurden keine Wörter gefunden.',
  'pictures.none.pages':
    '{count, plural, one {# Seite ist ein Bild ohne Wörter} other {# Seiten sind Bilder ohne Wörter}}, oder ohne solche, auf die Verlass ist.',
  'pictures.status':
    '{count, plural, one {Wörter in # Bild werden gelesen} other {Wörter in # Bildern werden gelesen}}',
  'pictures.waiting': 'Die Wörter darin werden im Hintergrund gelesen, wenn sie an der Reihe sind.',
  'pictures.waiting.pages':
    '{count, plural, one {# Seite ist ein Bild: Ihre Wörter werden} other {# Seiten sind Bilder: Ihre Wörter werden}} im Hintergrund gelesen.',
  'pictures.off': 'Wörter in Bildern werden nicht gelesen: Du hast das in den Einstellungen ausgeschaltet.',
  'pictures.degraded': 'Wörter in Bildern lassen sich jetzt nicht lesen. {reason}',
  'pictures.failed': 'Die Wörter darin waren nicht zu lesen. {reason}',
  'pictures.failed.pages':
    '{count, plural, one {Die Wörter von # Seite} other {Die Wörter von # Seiten}} waren nicht zu lesen. {reason}',
  'pictures.settings': 'Wörter in Bildern',
  'pictures.settings.intro':
    'Fotos, eingelesene Seiten und Bildschirmfotos sind an den Wörtern darin zu finden. Sie werden auf diesem Gerät gelesen, im Hintergrund. Was sie liest, wird mit dem ersten Bild von hier geholt: 4 bis 7 MB.',
  'pictures.read': 'Wörter in Bildern lesen',
  'pictures.read.help': 'Schon gelesene Wörter bleiben.',
  'pictures.languages': 'Sprachen',
  'pictures.languages.help':
    'Für Bilder, die von jetzt an gelesen werden. Beide zusammen dauern etwas länger als eine.',
  'pictures.languages.both': 'Englisch und Deutsch',
  'pictures.languages.eng': 'Englisch',
  'pictures.languages.deu': 'Deutsch',
};
