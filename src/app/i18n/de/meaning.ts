import type { meaningMessages as english } from '../en/meaning.ts';
import type { SameTexts } from '../en.ts';

export const meaningMessages: SameTexts<typeof english> = {
  'meaning.title': 'Suche nach Bedeutung',
  'meaning.intro':
    'Hearth lernt, was deine Texte bedeuten, auf diesem Gerät und im Hintergrund. Dann finden „Suchen“ und „Fragen“ auch, was mit anderen Worten gesagt ist.',
  'meaning.use': 'Nach Bedeutung suchen',
  'meaning.use.help': 'Ohne das wird nur nach den Wörtern selbst gesucht.',
  'meaning.learning': 'Lernen',
  'meaning.progress': 'Deine Stellen werden gelernt',
  'meaning.idle':
    '{learned, plural, =0 {Noch gibt es nichts zu lernen.} one {# Stelle ist gelernt.} other {Alle # Stellen sind gelernt.}}',
  'meaning.counts':
    '{learned, plural, =0 {Noch ist nichts gelernt} one {# Stelle ist gelernt} other {# Stellen sind gelernt}}, {waiting, plural, one {# wartet} other {# warten}}.',
  'meaning.paused.answering': 'Es geht weiter, wenn deine Antwort da ist.',
  'meaning.paused.battery': 'Es wartet, um den Akku zu schonen.',
  'meaning.paused.moving': 'Es wartet, bis deine Sachen umgezogen sind.',
  'meaning.paused.damage': 'Es wartet, bis das Gespeicherte repariert ist.',
  'meaning.paused.asked': 'Es macht Pause.',
  'meaning.paused.data-saver':
    'Das kleine Modell dafür ist nicht hier: Dein Browser spart Daten, deshalb wurde es nicht geholt (23 MB, oder 52 MB für einen Grafikprozessor).',
  'meaning.fetching': 'Das kleine Modell dafür wird geladen, {done} von {total}.',
  'meaning.fetching.progress': 'Das lernende Modell wird geladen',
  'meaning.degraded': 'Es läuft nicht: {reason} Nach den Wörtern wird weiterhin gesucht.',
  'meaning.pause': 'Pause',
  'meaning.resume': 'Weitermachen',
  'meaning.fetch': 'Jetzt laden',
  'meaning.again': 'Neu lernen',
  'meaning.again.started': 'Alles wird neu gelernt. Was gelernt war, wird so lange durchsucht.',
  'meaning.device': 'Worauf es läuft',
  'meaning.device.help':
    '{device, select, webgpu {MiniLM L6 läuft auf dem Grafikprozessor.} wasm {MiniLM L6 läuft auf dem Hauptprozessor.} other {Wird gewählt, sobald es etwas zu lernen gibt.}}',
  'meaning.device.auto': 'Was schneller ist',
  'meaning.device.wasm': 'Hauptprozessor',
  'meaning.device.webgpu': 'Grafikprozessor',
  'meaning.battery': 'Im Akkubetrieb',
  'meaning.battery.help': 'Wann Bedeutungen gelernt und Wörter in Bildern gelesen werden.',
  'meaning.battery.unknown':
    'Dieser Browser sagt Hearth nichts über den Akku, deshalb wird jederzeit gelernt und gelesen.',
  'meaning.battery.always': 'Bei jedem Ladestand',
  'meaning.battery.not-below-20': 'Nicht unter 20 %',
  'meaning.battery.only-charging': 'Nur beim Laden',
};
