import type { MessageId } from '../i18n/en.ts';

export interface Elsewhere {
  readonly name: MessageId;
  readonly help?: MessageId;
  readonly synonyms: string;
  readonly section: string;
  readonly to: '/settings/$section' | '/settings/data' | '/settings/diagnostics';
}

/** What can be set or done and is more than one value: found by the same search, and shown in its own place. */
export const elsewhere: readonly Elsewhere[] = [
  {
    name: 'notes.settings.templateFolder',
    help: 'notes.settings.templateFolder.help',
    synonyms: 'templates vorlagen',
    section: 'writing',
    to: '/settings/$section',
  },
  {
    name: 'notes.settings.dailyFolder',
    help: 'notes.settings.dailyFolder.help',
    synonyms: 'journal tagebuch',
    section: 'writing',
    to: '/settings/$section',
  },
  {
    name: 'notes.settings.dailyTemplate',
    help: 'notes.settings.dailyTemplate.help',
    synonyms: 'journal tagebuch vorlage',
    section: 'writing',
    to: '/settings/$section',
  },
  {
    name: 'meaning.learning',
    synonyms: 'learn pause resume again embedding lernen pause neu',
    section: 'meaning',
    to: '/settings/$section',
  },
  {
    name: 'meaning.device',
    synonyms: 'gpu processor graphics webgpu prozessor grafik',
    section: 'meaning',
    to: '/settings/$section',
  },
  {
    name: 'meaning.battery',
    help: 'meaning.battery.help',
    synonyms: 'battery power energy akku strom energie',
    section: 'meaning',
    to: '/settings/$section',
  },
  {
    name: 'folders.another',
    help: 'folders.another.help',
    synonyms: 'folder sync watch directory ordner verbinden abgleich verzeichnis',
    section: 'folders',
    to: '/settings/$section',
  },
  {
    name: 'shell.shortcuts',
    synonyms: 'keyboard keys hotkeys tastatur tasten kürzel',
    section: 'shortcuts',
    to: '/settings/$section',
  },
  {
    name: 'settings.transfer.save',
    help: 'settings.transfer.save.help',
    synonyms: 'export settings backup json exportieren einstellungen',
    section: 'transfer',
    to: '/settings/$section',
  },
  {
    name: 'settings.transfer.read',
    help: 'settings.transfer.read.help',
    synonyms: 'import settings restore json importieren einstellungen',
    section: 'transfer',
    to: '/settings/$section',
  },
  {
    name: 'settings.version',
    synonyms: 'update upgrade release aktualisierung version neu',
    section: 'about',
    to: '/settings/$section',
  },
  {
    name: 'settings.install',
    synonyms: 'install app home screen installieren startbildschirm',
    section: 'about',
    to: '/settings/$section',
  },
  {
    name: 'backups.every',
    help: 'backups.every.help',
    synonyms: 'backup schedule daily weekly sicherung täglich wöchentlich',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'backups.folder',
    help: 'backups.folder.help',
    synonyms: 'backup folder passphrase encrypted sicherung ordner verschlüsselt',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'export.archive',
    help: 'export.archive.help',
    synonyms: 'export zip download take out exportieren herunterladen mitnehmen',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'export.bring',
    help: 'export.bring.help',
    synonyms: 'import export restore importieren',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'retention.bin',
    help: 'retention.bin.help',
    synonyms: 'bin trash delete days papierkorb löschen tage',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'retention.history',
    help: 'retention.history.help',
    synonyms: 'versions history undo fassungen verlauf',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'settings.keep',
    synonyms: 'persist storage quota browser speicher behalten',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'health.check',
    help: 'health.check.help',
    synonyms: 'integrity repair damage prüfen reparieren schaden',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'recovery.erase',
    help: 'recovery.erase.help',
    synonyms: 'erase delete everything reset wipe alles löschen zurücksetzen',
    section: 'storage',
    to: '/settings/data',
  },
  {
    name: 'data.diagnostics',
    help: 'data.diagnostics.help',
    synonyms: 'diagnostics errors log debug fehler protokoll zustand',
    section: 'storage',
    to: '/settings/diagnostics',
  },
];
