import type { noticesMessages as english } from '../en/notices.ts';
import type { SameTexts } from '../en.ts';

export const noticesMessages: SameTexts<typeof english> = {
  'notices.title': 'Was geschehen ist',
  'notices.open': 'Zeigen, was geschehen ist',
  'notices.bell':
    '{count, plural, =0 {Was geschehen ist} one {Was geschehen ist: # neu} other {Was geschehen ist: # neu}}',
  'notices.said': '{count, plural, one {# neu in „Was geschehen ist“} other {# neu in „Was geschehen ist“}}',
  'notices.new': 'Neu',
  'notices.earlier': 'Früher',
  'notices.isNew': 'Neu:',
  'notices.clear': 'Alles weglegen',
  'notices.cleared': 'Weggelegt.',
  'notices.dismiss': 'Weglegen',
  'notices.empty': 'Nichts zu berichten',
  'notices.empty.help':
    'Was fertig wird, während du anderswo bist, steht hier 30 Tage lang: Hinzugefügtes, Antworten, Sicherungen. Was sich rückgängig machen lässt, machst du hier rückgängig.',
  'notices.undo.of': 'Rückgängig: {what}',
  'notices.undo.done': 'Rückgängig gemacht',
  'notices.undo.too-late': 'Zu lange her, um es rückgängig zu machen',
  'notices.undone': 'Rückgängig gemacht.',
  'notices.undone.kept':
    'Rückgängig gemacht, bis auf {count, plural, one {# Änderung, die danach kam und bleibt} other {# Änderungen, die danach kamen und bleiben}}.',
  'notices.times': '{times, plural, one {# Mal} other {# Mal}}',
  'notices.show': 'Zeigen',
  'notices.show.of': 'Zeigen: {what}',
  'notices.import-finished':
    '„{name}“: {changed, plural, =0 {nichts Neues} one {# Eintrag hinzugefügt oder erneuert} other {# Einträge hinzugefügt oder erneuert}}{failed, plural, =0 {.} one {, # Datei war nicht zu lesen.} other {, # Dateien waren nicht zu lesen.}}',
  'notices.import-failed': '„{name}“ konnte nicht bis zum Ende hinzugefügt werden.',
  'notices.folder-read':
    'Der Ordner „{name}“ wurde gelesen: {changed, plural, =0 {nichts Neues} one {# Eintrag hinzugefügt oder erneuert} other {# Einträge hinzugefügt oder erneuert}}{failed, plural, =0 {.} one {, # Datei war nicht zu lesen.} other {, # Dateien waren nicht zu lesen.}}',
  'notices.answer-finished': 'Die Antwort ist da: „{name}“.',
  'notices.answer-failed': 'Es gibt keine Antwort: „{name}“.',
  'notices.many.delete-items': '{count, plural, one {# Eintrag} other {# Einträge}} in den Papierkorb gelegt.',
  'notices.many.restore-items': '{count, plural, one {# Eintrag} other {# Einträge}} aus dem Papierkorb geholt.',
  'notices.many.move-items': '{count, plural, one {# Eintrag} other {# Einträge}} in einen anderen Ordner verschoben.',
  'notices.many.tag-items': 'Schlagwörter von {count, plural, one {# Eintrag} other {# Einträgen}} geändert.',
  'notices.many.move-to-workspace':
    '{count, plural, one {# Eintrag} other {# Einträge}} in einen anderen Bereich verschoben.',
  'notices.many.rename-tag': 'Ein Schlagwort in {count, plural, one {# Notiz} other {# Notizen}} umbenannt.',
  'notices.mirror-conflict':
    '{times, plural, one {Eine Notiz wurde} other {#-mal wurde eine Notiz}} hier und im Ordner „{name}“ an einer Stelle geändert. Beide Fassungen sind aufbewahrt.',
  'notices.mirror-held-back':
    '{count, plural, one {# Datei fehlt} other {# Dateien fehlen}} im Ordner „{name}“. Die Notizen bleiben, bis du zustimmst.',
  'notices.backup-failed': 'Es konnte keine Sicherung gemacht werden.',
  'notices.backup-again': 'Sicherungen werden wieder gemacht.',
  'notices.outside-failed': 'In den Ordner für Sicherungen konnte nicht geschrieben werden.',
  'notices.drill-failed':
    'Eine Wiederherstellung wurde probiert, und etwas war nicht, wie es sein soll. Die nächste Sicherung beginnt neu.',
  'notices.check-found':
    'Eine Prüfung fand {found, plural, one {# Eintrag} other {# Einträge}} anders als gespeichert{mended, plural, =0 {.} one {; # wurde neu gemacht.} other {; # wurden neu gemacht.}}',
  'notices.model-fetched': 'Das Modell, das Antworten schreibt, ist da und läuft auch ohne Netz.',
  'notices.model-failed': 'Das Modell, das Antworten schreibt, konnte nicht geholt werden. Was schon da ist, bleibt.',
  'notices.store.move': 'Alles ist in den anderen Speicher umgezogen. Der alte bleibt, bis du ihn entfernst.',
  'notices.store.restore': 'Eine Sicherung wurde wiederhergestellt. Was vorher hier war, bleibt, bis du es entfernst.',
  'notices.store.repair':
    'Der Speicher wurde in einen neuen hinein repariert. Der beschädigte bleibt, bis du ihn entfernst.',
  'notices.move-failed': 'Aus dem Umzug des Speichers wurde nichts. Alles ist, wo es war.',
  'notices.archive-finished': '{count, plural, one {# Eintrag} other {# Einträge}} in ein Archiv gelegt.',
  'notices.archive-returned': '{count, plural, one {# Eintrag ist} other {# Einträge sind}} aus einem Archiv zurück.',
  'notices.archive-failed': 'Das Legen in ein Archiv, oder zurück, kam nicht bis zum Ende.',
  'notices.bin-emptied':
    '{count, plural, one {# Eintrag hat} other {# Einträge haben}} den Papierkorb endgültig verlassen, wie eingestellt.',
  'notices.room-low': 'Der Platz auf diesem Gerät wird knapp.',
};
