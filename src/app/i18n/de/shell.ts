import type { shellMessages as english } from '../en/shell.ts';
import type { SameTexts } from '../en.ts';

export const shellMessages: SameTexts<typeof english> = {
  'shell.hearth': 'Hearth',
  'shell.documentTitle': '{title} · Hearth',
  'shell.skip': 'Zum Inhalt springen',
  'shell.noLocks':
    'Dieser Browser gibt Hearth hier keine Web Locks, und ohne sie kann Hearth nicht laufen. Öffne es über https oder auf localhost, in einem Browser der letzten Jahre.',
  'shell.nav': 'Bereiche',
  'shell.recent': 'Zuletzt',
  'shell.nav.ask': 'Fragen',
  'shell.nav.find': 'Suchen',
  'shell.nav.notes': 'Notizen',
  'shell.nav.library': 'Bibliothek',
  'shell.nav.settings': 'Einstellungen',
  'shell.nav.narrow': 'Seitenleiste schmaler machen',
  'shell.nav.widen': 'Seitenleiste breiter machen',
  'shell.palette': 'Hingehen oder tun',
  'shell.palette.short': 'Mehr',
  'shell.beside': 'Daneben',
  'shell.notFound.id':
    'Die Adresse soll eine deiner Sachen nennen, aber „{id}“ nennt keine: Der Link ist abgeschnitten oder verschrieben.',
  'shell.source': 'Quelle',
  'shell.notFound.title': 'Unter dieser Adresse ist nichts',
  'shell.notFound.text': 'Vielleicht wurde es gelöscht, oder der Link ist abgeschnitten.',
  'shell.notFound.action': 'Zu Fragen gehen',
  'shell.shortcuts': 'Tastenkürzel',
  'status.label': 'Wie es Hearth geht',
  'status.online': 'Alles funktioniert.',
  'status.offline': 'Ohne Netz. Alles funktioniert.',
  'status.starting': 'Deine Sachen werden geöffnet',
  'status.reconnecting': 'Ein anderer Tab übernimmt',
  'status.failed': 'Hearth konnte nicht öffnen',
  'status.stuck': 'Ein anderer Tab antwortet nicht',
  'status.memory': 'Nichts bleibt, wenn du diesen Tab schließt',
  'status.modelDegraded': 'Kein Modell. Antworten sind Zitate.',
  'status.modelFetching': 'Das Modell wird geladen, {percent} %',
  'status.modelLoading': 'Das Modell macht sich bereit',
  'status.indexing':
    '{count, plural, one {# Eintrag wird auffindbar gemacht} other {# Einträge werden auffindbar gemacht}}',
  'status.learning':
    '{count, plural, one {Die Bedeutung von # Stelle wird gelernt} other {Die Bedeutungen von # Stellen werden gelernt}}',
  'status.learning.fetching':
    '{count, plural, one {# Stelle wartet auf das Modell, das ihre Bedeutung lernt} other {# Stellen warten auf das Modell, das ihre Bedeutung lernt}}',
  'status.learning.answering':
    '{count, plural, one {# Stelle wird nach deiner Antwort gelernt} other {# Stellen werden nach deiner Antwort gelernt}}',
  'status.learning.battery':
    '{count, plural, one {# Stelle wartet mit dem Lernen, um den Akku zu schonen} other {# Stellen warten mit dem Lernen, um den Akku zu schonen}}',
  'status.learning.moving':
    '{count, plural, one {# Stelle wird nach dem Umzug gelernt} other {# Stellen werden nach dem Umzug gelernt}}',
  'status.learning.damage':
    '{count, plural, one {# Stelle wartet mit dem Lernen: Erst ist das Gespeicherte zu reparieren} other {# Stellen warten mit dem Lernen: Erst ist das Gespeicherte zu reparieren}}',
  'status.learning.asked':
    '{count, plural, one {# Stelle wartet mit dem Lernen: Du hast Pause gewählt} other {# Stellen warten mit dem Lernen: Du hast Pause gewählt}}',
  'status.learning.data-saver':
    'Gesucht wird nur nach Wörtern: Dein Browser spart Daten, deshalb wurde das Modell, das Bedeutungen lernt, nicht geholt. In den Einstellungen lässt es sich laden.',
  'status.learning.failed': 'Gesucht wird nur nach Wörtern. {reason}',
  'status.stuck.default':
    'Ein Tab von Hearth hält deine Sachen und antwortet nicht. Schließe die anderen Tabs, oder lade diesen neu.',
  'status.memory.banner': 'Hier bleibt nichts: Alles ist weg, wenn der Tab geschlossen wird. {reason}',
  'status.leader': 'Deine Sachen sind in diesem Tab offen.',
  'status.follower': 'Ein anderer Tab von Hearth hält deine Sachen; dieser arbeitet über ihn.',
  'status.storage': '{used} belegt, Platz für etwa {free} mehr.',
  'status.storage.used': '{used} belegt.',
  'offline.ready': 'Funktioniert von jetzt an ohne Netz',
  'offline.preparing': 'Wird für den Betrieb ohne Netz vorbereitet',
  'offline.progress': 'Wird für den Betrieb ohne Netz vorbereitet: {kept} von {total} Dateien bewahrt',
  'offline.off': 'Braucht das Netz zum Öffnen: Dieser Browser bewahrt hier keine Seiten für Hearth',
  'offline.failed': 'Braucht vorerst das Netz zum Öffnen: Nicht alles von Hearth ließ sich bewahren',
  'model.absent': 'Hier ist kein Modell. Antworten sind Zitate aus deinen Sachen.',
  'model.fetching': 'Ein kleines Modell wird geladen, {done} von {total}.',
  'model.stored': 'Ein kleines Modell ist hier. Es startet mit deiner nächsten Frage.',
  'model.loading': 'Ein kleines Modell macht sich bereit.',
  'model.ready': 'Ein kleines Modell ist bereit.',
  'model.degraded': 'Das Modell läuft nicht: {reason} Antworten sind Zitate aus deinen Sachen.',
  'model.progress': 'Das Modell wird geladen',
  'model.pause': 'Laden anhalten',
  'model.load': 'Modell laden, 137 MB',
  'install.button': 'Hearth installieren',
  'update.ready': 'Eine neue Fassung von Hearth ist bereit. Was du schreibst, bleibt erhalten.',
  'update.applying': 'Was du schreibst, wird gespeichert und gesichert, dann geht es zur neuen Fassung.',
  'update.apply': 'Zur neuen wechseln',
};
