import type { folderMessages as english } from '../en/folders.ts';
import type { SameTexts } from '../en.ts';

export const folderMessages: SameTexts<typeof english> = {
  'folders.title': 'Verbundene Ordner',
  'folders.intro':
    'Hearth sieht in einen verbundenen Ordner, solange es offen ist: wenn du in sein Fenster zurückkehrst und alle fünf Minuten. Neue und geänderte Dateien werden gelesen. Was dort gelöscht wird, bekommt eine Markierung und bleibt hier. Hearth schreibt nichts hinein, es sei denn, du lässt beides gleich halten.',
  'folders.connect': 'Ordner verbinden',
  'folders.connected':
    '„{name}“ ist verbunden. Die Dateien darin werden jetzt gelesen, und wieder, wenn sie sich ändern.',
  'folders.another': 'Ein weiterer Ordner',
  'folders.another.help': 'Der Browser fragt dich danach, und vielleicht wieder, wenn Hearth startet.',
  'folders.another.unable':
    'Dieser Browser kann keinen Ordner verbunden halten. Chrome, Edge und andere Browser auf der Grundlage von Chromium können es, auf einem Computer. Einmal hinzufügen lassen sich Ordner in jedem Browser.',
  'folders.state.prompt': '„{name}“ ist verbunden, und dein Browser fragt noch einmal, bevor Hearth hineinsehen darf.',
  'folders.state.denied':
    'Dein Browser lässt Hearth nicht in „{name}“ sehen. Das kannst du in seinen Einstellungen für diese Seite ändern.',
  'folders.state.lost': 'Der Browser weiß nicht mehr, wo „{name}“ ist. Trenne den Ordner und verbinde ihn neu.',
  'folders.state.unreachable':
    '„{name}“ ist nicht mehr, wo es war: verschoben, umbenannt, oder das Laufwerk ist nicht angeschlossen. Nichts wurde als gelöscht markiert.',
  'folders.allow': 'Hineinsehen',
  'folders.allow.of': 'Hineinsehen: {name}',
  'folders.check': 'Jetzt nachsehen',
  'folders.check.of': 'Jetzt nachsehen: {name}',
  'folders.checking': 'Wird durchgesehen.',
  'folders.notChecked': 'Noch nicht durchgesehen.',
  'folders.problem': 'Der Ordner war nicht zu lesen: {reason}',
  'folders.counts':
    '{files, plural, one {# Datei} other {# Dateien}}{missing, plural, =0 {.} one {; # ist nicht mehr da.} other {; # sind nicht mehr da.}}',
  'folders.checked': 'Zuletzt nachgesehen:',
  'folders.disconnect': 'Trennen',
  'folders.disconnect.of': 'Trennen: {name}',
  'folders.disconnected': '„{name}“ ist nicht mehr verbunden. Was daher stammt, bleibt.',
  'folders.gone': 'Nicht mehr im Ordner',
  'folders.goneFrom': 'Diese Datei ist nicht mehr im verbundenen Ordner. Was davon gelesen wurde, bleibt hier.',
};
