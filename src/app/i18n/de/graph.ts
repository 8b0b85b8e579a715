import type { graphMessages as english } from '../en/graph.ts';
import type { SameTexts } from '../en.ts';

export const graphMessages: SameTexts<typeof english> = {
  'graph.title': 'Netz der Links',
  'graph.command.go': 'Zum Netz der Links',
  'graph.none.title': 'Noch nichts zu zeichnen',
  'graph.none.text': 'Schreib eine Notiz und verlinke sie mit [[ ]]. Hier siehst du, was womit verbunden ist.',
  'graph.none.local': 'Diese Notiz ist noch mit nichts verbunden.',
  'graph.list': 'Einträge und ihre Links',
  'graph.links': '{count, plural, =0 {keine Links} one {# Link} other {# Links}}',
  'graph.count':
    '{count, plural, one {# Eintrag} other {# Einträge}}, insgesamt {links, plural, one {# Link} other {# Links}}.',
  'graph.leftOut': '{count, plural, one {# älterer Eintrag wird} other {# ältere Einträge werden}} nicht gezeigt.',
  'graph.noWebgl': 'Dieser Browser kann es nicht zeichnen (er hat kein WebGL 2), darum hier als Liste.',
  'graph.broken.layout': 'Die Anordnung ist stehen geblieben; das Bild bleibt, wie es ist.',
  'graph.broken.picture': 'Das Bild ließ sich nicht zeichnen. Die Liste sagt dasselbe.',
  'graph.as': 'Zeigen als',
  'graph.as.drawing': 'Zeichnung',
  'graph.as.list': 'Liste',
  'graph.depth': 'Wie weit',
  'graph.depth.of': '{count, plural, one {# Link weit} other {# Links}}',
  'graph.filter': 'Nach Titel filtern',
  'graph.kind': 'Art',
  'graph.kind.any': 'Jede Art',
  'graph.tag': 'Schlagwort',
  'graph.tag.any': 'Jedes Schlagwort',
  'graph.folder': 'Ordner',
  'graph.folder.any': 'Jeder Ordner',
  'graph.orphans': 'Auch, was nicht verlinkt ist',
};
