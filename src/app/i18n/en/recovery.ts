/** When the store cannot be opened, and erasing everything. */
export const recoveryMessages = {
  'recovery.title': 'Hearth cannot open your things',
  'recovery.what.store-corrupt': 'A part of the files that they are kept in is damaged or missing.',
  'recovery.what.version-mismatch':
    'They were written by a newer version of Hearth than this one. Reload to get it; if that does not help, wait for the update.',
  'recovery.what.migration-failed':
    'They could not be brought to this version of Hearth. They are as they were before.',
  'recovery.what.storage-full':
    'There is no room left in this browser, and opening them needs a little. Freeing room on this device may be enough.',
  'recovery.what.other': 'Something went wrong while they were being opened.',
  'recovery.calm': 'Nothing was removed. What you choose below leaves these files as they are, unless you erase them.',
  'recovery.details': 'What exactly happened (code: {code})',
  'recovery.details.copy': 'Copy',
  'recovery.details.copied': 'Copied',
  'recovery.choices': 'What you can do',
  'recovery.again': 'Try again',
  'recovery.again.help': 'Opens them once more. It helps when another program or a full disk was in the way.',
  'recovery.again.busy': 'Opening your things',
  'recovery.restore': 'Restore from a backup',
  'recovery.restore.help':
    'Brings back what the backup holds, in a new store beside the one that cannot be opened. What was added after the backup is not in it.',
  'recovery.restore.none':
    'No backup lies in this browser. One that was written to a folder or a file can be brought back from there.',
  'recovery.restore.list': 'Backups in this browser, the newest first',
  'recovery.restore.backup': '{date} · {count, plural, one {# thing} other {# things}}',
  'recovery.restore.later':
    '{count, plural, =0 {nothing that you changed is missing in it} one {# change came after it} other {# changes came after it}}',
  'recovery.restore.of': 'Restore the backup of {date}',
  'recovery.restore.action': 'Restore',
  'recovery.restore.more': 'Show {count} more',
  'recovery.restore.unreadable':
    '{count, plural, one {# more backup cannot be read.} other {# more backups cannot be read.}}',
  'recovery.raw': 'Save the raw files',
  'recovery.raw.help':
    'One file with everything as it lies on this device, damaged or not, with your original files. It can be rescued from later, by hand or by a newer Hearth.',
  'recovery.raw.action': 'Save',
  'recovery.raw.busy': 'Collecting the files',
  'recovery.raw.done': 'Saved {count, plural, one {# file} other {# files}}, {size}, as {name}.',
  'recovery.empty': 'Start empty and keep the old one',
  'recovery.empty.help':
    'Hearth goes on with nothing in it. What cannot be opened stays on this device, and is listed under Settings, Your data, to be tried again or let go.',
  'recovery.empty.action': 'Start empty',
  'recovery.empty.busy': 'Making an empty store',
  'recovery.others': 'Other stores on this device',
  'recovery.others.lost':
    'The file that says which store is in use cannot be read, and there is more than one. Open the one that is yours; the others are kept.',
  'recovery.other.pglite': 'PostgreSQL, {size}',
  'recovery.other.sqlite': 'SQLite, {size}',
  'recovery.other.made': 'Made on {date}.',
  'recovery.other.unknown': 'Nobody wrote down when it was made.',
  'recovery.other.open': 'Open this one',
  'recovery.other.busy': 'Opening another store',
  'recovery.stop': 'Stop',
  'recovery.failed': 'That did not work: {reason} Nothing was changed.',
  'recovery.erase': 'Erase everything',
  'recovery.erase.help': 'Removes all that Hearth keeps on this device, for good.',
  'recovery.erase.open': 'Erase',
  'recovery.erase.title': 'Erase everything of Hearth?',
  'recovery.erase.what':
    'Everything that Hearth keeps in this browser is removed: your things and their originals, conversations, backups in the browser, older stores, models and settings. It cannot be undone.',
  'recovery.erase.not':
    'Folders and files of your own are not touched: not those that you have brought in, nor backups and archives that you have saved elsewhere.',
  'recovery.erase.export': 'To keep something, save an archive or a backup in a folder of yours first.',
  'recovery.erase.exportRaw': 'To keep something, save the raw files first.',
  'recovery.erase.word': 'erase',
  'recovery.erase.type': 'Type “{word}” to confirm',
  'recovery.erase.cancel': 'Keep everything',
  'recovery.erase.confirm': 'Erase everything',
  'recovery.erasing': 'Erasing',
  'recovery.erasing.keep': 'Leave this tab open. If it is closed, Hearth goes on with it the next time.',
  'recovery.erasing.tabs': 'Closing Hearth in other tabs',
  'recovery.erasing.files': 'Removing your things',
  'recovery.erasing.databases': 'Removing databases',
  'recovery.erasing.caches': 'Removing models and the app itself',
  'recovery.erasing.looking': 'Looking for what is left',
  'recovery.erased': 'Nothing is left',
  'recovery.erased.text':
    'Hearth has looked at every place where a browser keeps things, and found nothing of its own.',
  'recovery.erased.not': 'Something is left',
  'recovery.erased.not.text':
    'Another tab or program still holds it. Close the other tabs of Hearth, then try again; the next start of Hearth tries it too.',
  'recovery.left.files': 'Files in the private file system',
  'recovery.left.databases': 'Databases',
  'recovery.left.caches': 'Caches',
  'recovery.left.keys': 'Stored settings',
  'recovery.left.serviceWorkers': 'Service workers',
  'recovery.left.cookies': 'Cookies',
  'recovery.left.usage':
    'The browser counts {size} for this address, its own bookkeeping included. What it has yet to give back, it gives back when this tab is left.',
  'recovery.left.foreign':
    'Another program keeps things at the same address. They are not Hearth’s and were left alone: {names}',
  'recovery.erased.again': 'Try again',
  'recovery.erased.anew': 'Begin anew',
  'recovery.elsewhere.during': 'Hearth is being erased in another tab',
  'recovery.elsewhere.done': 'Hearth was erased in another tab',
  'recovery.elsewhere.text': 'This tab has let go of everything and keeps nothing.',
} as const;
