export const folderMessages = {
  'folders.title': 'Connected folders',
  'folders.intro':
    'A connected folder is looked at while Hearth is open: when you come back to its window, and every five minutes. New and changed files are read. What is deleted there is marked and stays here. Hearth writes nothing into it, unless you have it keep both the same.',
  'folders.connect': 'Connect a folder',
  'folders.connected': '“{name}” is connected. Its files are read now, and again when they change.',
  'folders.another': 'Another folder',
  'folders.another.help': 'The browser asks you for it, and may ask again when Hearth starts.',
  'folders.another.unable':
    'This browser cannot keep a folder connected. Chrome, Edge and other browsers built on Chromium can, on a computer. Folders can be added once in any browser.',
  'folders.state.prompt': '“{name}” is connected, and your browser asks again before Hearth may look at it.',
  'folders.state.denied':
    'Your browser does not let Hearth look at “{name}”. You can change that in its settings for this site.',
  'folders.state.lost': 'The browser has forgotten where “{name}” is. Disconnect it and connect it again.',
  'folders.state.unreachable':
    '“{name}” is not where it was: it was moved or renamed, or its drive is not connected. Nothing was marked as deleted.',
  'folders.allow': 'Look at it',
  'folders.allow.of': 'Look at it: {name}',
  'folders.check': 'Check now',
  'folders.check.of': 'Check now: {name}',
  'folders.checking': 'Looking through it.',
  'folders.notChecked': 'Not looked at yet.',
  'folders.problem': 'It could not be looked at: {reason}',
  'folders.counts':
    '{files, plural, one {# file} other {# files}}{missing, plural, =0 {.} one {; # is no longer there.} other {; # are no longer there.}}',
  'folders.checked': 'Last checked:',
  'folders.disconnect': 'Disconnect',
  'folders.disconnect.of': 'Disconnect: {name}',
  'folders.disconnected': '“{name}” is no longer connected. What came from it stays.',
  'folders.gone': 'No longer in the folder',
  'folders.goneFrom': 'This file is no longer in the connected folder. What was read of it is kept here.',
} as const;
