import type { healthMessages as english } from '../en/health.ts';
import type { SameTexts } from '../en.ts';

export const healthMessages: SameTexts<typeof english> = {
  'health.title': 'Ist alles in Ordnung?',
  'health.intro':
    'Hearth sieht nach deinen Sachen, wann immer es öffnet, und liest sie ganz durch, wenn es sonst nichts zu tun hat.',
  'health.well': 'Alles ist in Ordnung',
  'health.well.checked':
    'Alles wurde {when} gelesen und verglichen: {rows, plural, one {# Zeile} other {# Zeilen}}, {originals, plural, one {# Datei} other {# Dateien}}.',
  'health.well.unchecked': 'Beim Öffnen war nichts zu finden. Bald wird alles zum ersten Mal durchgelesen.',
  'health.database': 'der Datenbank',
  'health.rebuilt':
    '{count, plural, one {# Eintrag wurde neu aus seinem Original gelesen.} other {# Einträge wurden neu aus ihren Originalen gelesen.}}',
  'health.found': 'Etwas ist nicht so, wie es gespeichert wurde',
  'health.readOnly':
    'Lesen, suchen und exportieren kannst du. Ändern lässt sich nichts, bis es repariert ist, damit es nicht schlimmer wird.',
  'health.banner':
    'Ein Teil dessen, was hier liegt, ist beschädigt. Lesen kannst du; ändern lässt sich nichts, bis es repariert ist.',
  'health.banner.show': 'Zeigen, was fehlt',
  'health.check': 'Jetzt alles prüfen',
  'health.check.help':
    'Liest jede Zeile und jede Datei und vergleicht sie mit dem, was beim Speichern festgehalten wurde.',
  'health.check.button': 'Jetzt prüfen',
  'health.checking': 'Alles wird durchgelesen',
  'health.repair': 'Reparieren',
  'health.repair.help':
    'Setzt an einem neuen Ort zusammen, was sich noch lesen lässt, deine neueste Sicherung und die Liste der Änderungen. Was jetzt hier ist, bleibt, wie es ist.',
  'health.repair.button': 'Reparieren',
  'health.repairing': 'Was lesbar ist, wird gerettet',
  'health.saved': 'Neben dem gerettet, was hier ist',
  'health.saved.all': 'Alles Gespeicherte ließ sich wieder zusammensetzen.',
  'health.saved.backup': 'Eine Sicherung von {when} wurde verwendet.',
  'health.saved.left': 'Das war nicht zu retten:',
  'health.saved.rows': '{rows, plural, one {# Zeile ist} other {# Zeilen sind}} darin.',
  'health.use': 'Gerettetes verwenden',
  'health.drop': 'Nicht verwenden',
  'health.fault.altered-file': 'Eine Datei der Datenbank ist nicht so wie beim Schließen von Hearth ({where}).',
  'health.fault.missing-file': 'Eine Datei der Datenbank fehlt ({where}).',
  'health.fault.unreadable': 'Ein Teil des Gespeicherten ist nicht zu lesen ({where}).',
  'health.fault.index-differs': 'Ein Verzeichnis der Tabelle „{where}“ passt nicht zu ihr.',
  'health.fault.writes-missing':
    '{count, plural, one {Die letzte Änderung fehlt} other {Die letzten # Änderungen fehlen}}.',
  'health.fault.log-gap':
    '{count, plural, one {# Änderung fehlt} other {# Änderungen fehlen}} in der Liste der Änderungen.',
  'health.fault.row-differs':
    '{count, plural, one {# Zeile} other {# Zeilen}} von „{where}“ {count, plural, one {ist} other {sind}} nicht das, was zuletzt geschrieben wurde.',
  'health.fault.row-missing':
    '{count, plural, one {# Zeile} other {# Zeilen}} von „{where}“ {count, plural, one {fehlt} other {fehlen}}.',
  'health.fault.row-unlogged':
    '{count, plural, one {# Zeile} other {# Zeilen}} von „{where}“ {count, plural, one {steht} other {stehen}} nicht in der Liste der Änderungen.',
  'health.fault.reference-broken':
    '{count, plural, one {# Zeile} other {# Zeilen}} von „{where}“ {count, plural, one {gehört} other {gehören}} zu etwas, das fehlt.',
  'health.fault.text-altered':
    '{count, plural, one {# Text ist} other {# Texte sind}} nicht, was gelesen wurde. Hearth liest neu aus dem Original.',
  'health.fault.text-missing':
    '{count, plural, one {# Text fehlt} other {# Texte fehlen}}. Hearth liest neu aus dem Original.',
  'health.fault.chunks-differ':
    'Die Stellen von {count, plural, one {# Text} other {# Texten}} passen nicht. Hearth macht sie neu.',
  'health.fault.bytes-altered':
    '{count, plural, one {# ursprüngliche Datei ist} other {# ursprüngliche Dateien sind}} beschädigt. Füge sie neu hinzu, oder hol eine Sicherung zurück.',
  'health.fault.bytes-missing':
    '{count, plural, one {# ursprüngliche Datei fehlt} other {# ursprüngliche Dateien fehlen}}. Füge sie neu hinzu, oder hol eine Sicherung zurück.',
  'health.fault.index-behind': 'Das Suchverzeichnis ist nicht auf dem neuesten Stand. Hearth macht es neu.',
};
