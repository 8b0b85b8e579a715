import type { placesMessages as english } from '../en/places.ts';
import type { SameTexts } from '../en.ts';

export const placesMessages: SameTexts<typeof english> = {
  'places.title': 'Wo es liegt',
  'places.intro':
    'Deine Sachen liegen in einer Datenbank in diesem Browser. Davon gibt es zwei Arten; in beiden funktioniert alles in Hearth gleich.',
  'places.pglite': 'PostgreSQL',
  'places.sqlite': 'SQLite',
  'places.current': 'Liegt in {name} {version}',
  'places.moved': 'Hierher umgezogen: {when}.',
  'places.restored': 'Aus einer Sicherung zurückgeholt: {when}.',
  'places.vectors': 'Kann Bedeutungen in SQL vergleichen.',
  'places.move': 'Nach {engine} umziehen',
  'places.move.to-sqlite':
    'SQLite öffnet schneller und braucht weniger Arbeitsspeicher: besser für Telefone und kleine Rechner.',
  'places.move.to-pglite':
    'PostgreSQL ist ein vollwertiger Datenbankserver, der Bedeutungen in SQL vergleichen kann. Er braucht mehr Arbeitsspeicher und öffnet langsamer.',
  'places.move.button': 'Umziehen',
  'places.anew': 'Datenbank neu schreiben',
  'places.anew.help': 'Kopiert alles in eine frische Datenbank derselben Art; ungenutzter Platz wird frei.',
  'places.anew.button': 'Neu schreiben',
  'places.ask': 'Nach {engine} umziehen?',
  'places.ask.anew': 'Datenbank neu schreiben?',
  'places.ask.copy':
    'Alles wird in eine neue Datenbank kopiert, die dann ganz gelesen und Tabelle für Tabelle mit der alten verglichen wird. Sie zählt erst, wenn beide gleich sind.',
  'places.ask.meanwhile':
    'Lesen und suchen kannst du währenddessen; Änderungen warten. Du kannst jederzeit anhalten, und nichts geht verloren, wenn der Browser mittendrin geschlossen wird: Das Kopieren geht weiter.',
  'places.ask.room': 'Es braucht etwa {bytes} mehr Platz. Die alte Kopie bleibt, bis du sie entfernst.',
  'places.ask.start': 'Jetzt umziehen',
  'places.ask.start.anew': 'Jetzt neu schreiben',
  'places.moving': 'Umzug nach {engine}',
  'places.moving.waiting': 'Wartet, bis gespeichert ist, was gerade läuft',
  'places.moving.making': 'Die neue Datenbank entsteht',
  'places.moving.copying': 'Wird kopiert: {done} von {total} Zeilen',
  'places.moving.comparing': 'Die Kopie wird gelesen und verglichen: {done} von {total} Zeilen',
  'places.moving.banner': 'Deine Sachen ziehen nach {engine} um. Lesen und suchen kannst du; Änderungen warten.',
  'places.stop': 'Anhalten',
  'places.stopped': 'Angehalten. Nichts wurde geändert.',
  'places.done': 'Nach {engine} umgezogen. Die alte Kopie bleibt, bis du sie entfernst.',
  'places.failed': 'Aus dem Umzug nach {engine} wurde nichts: {reason} Deine Sachen sind, wo sie waren.',
  'places.open': 'Wieder verwenden',
  'places.use.title': 'Die alte Kopie wieder verwenden?',
  'places.use.text':
    'Was du nach {when} geändert hast, ist nicht darin. Was du jetzt hast, bleibt erhalten und lässt sich genauso wieder verwenden.',
  'places.use.button': 'Alte Kopie verwenden',
  'places.opened': 'Das ist der Bestand von vorher. Der eben noch offene bleibt erhalten.',
  'places.kept': 'Die alte Kopie, in {engine}',
  'places.kept.help':
    '{bytes}, zuletzt geändert: {when}. Solange sie bleibt, bleiben auch die ursprünglichen Dateien, die nur sie kennt.',
  'places.remove': 'Entfernen',
  'places.remove.title': 'Alte Kopie entfernen?',
  'places.remove.text':
    'Das macht {bytes} frei. Was du jetzt hast, bleibt, wie es ist. Die alte Kopie lässt sich nicht zurückholen.',
  'places.remove.button': 'Alte Kopie entfernen',
  'places.removed': 'Die alte Kopie ist weg.',
};
