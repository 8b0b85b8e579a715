/** Folders that are kept the same on both sides. */
export const mirrorMessages = {
  'mirror.mode': 'How “{name}” is kept',
  'mirror.mode.read': 'Only read',
  'mirror.mode.mirror': 'Keep both the same',
  'mirror.ask.title': 'Keep “{name}” and Hearth the same?',
  'mirror.ask.intro':
    'From then on, what you change in a note here is written into its file, and what another program changes in a file is taken over into its note. What both changed is merged; where that cannot be, both are kept and shown to you. Notes that lie in this folder here get a file; what you delete here goes into the folder’s .trash. Hearth does this while it is open.',
  'mirror.ask.now': 'Now this would happen:',
  'mirror.ask.looking': 'Looking at what would happen.',
  'mirror.will.written':
    '{count, plural, one {# note is written into a file.} other {# notes are written into files.}}',
  'mirror.will.read': '{count, plural, one {# file is read into a note.} other {# files are read into notes.}}',
  'mirror.will.both':
    '{count, plural, one {# of them is in both places and is compared.} other {# of them are in both places and are compared.}}',
  'mirror.will.renamed':
    '{count, plural, one {# file or note is renamed or moved.} other {# files or notes are renamed or moved.}}',
  'mirror.will.binned': '{count, plural, one {# note goes to the bin.} other {# notes go to the bin.}}',
  'mirror.will.trashed': '{count, plural, one {# file goes to the trash.} other {# files go to the trash.}}',
  'mirror.will.nothing': 'Nothing: both are the same already.',
  'mirror.start': 'Keep both the same',
  'mirror.refused': 'Your browser does not let Hearth write into that folder. Nothing was changed.',
  'mirror.inStep': 'In step. {files, plural, one {# file.} other {# files.}}',
  'mirror.looked': 'Last looked:',
  'mirror.working': 'Bringing both sides together: {done} of {total}.',
  'mirror.paused': 'Paused at {done} of {total}.',
  'mirror.pause': 'Pause',
  'mirror.resume': 'Go on',
  'mirror.stop': 'Stop',
  'mirror.undo': 'Undo last sync',
  'mirror.undone':
    '{count, plural, =0 {There was nothing to take back.} one {# change was taken back, and is written into the folder.} other {# changes were taken back, and are written into the folder.}}',
  'mirror.heldBack':
    '{count, plural, one {# file is} other {# files are}} gone from the folder at once. Their notes stay until you say that they may go.',
  'mirror.agree': '{count, plural, one {Put the note into the bin} other {Put # notes into the bin}}',
  'mirror.leftAlone': '{count, plural, one {# file was left alone} other {# files were left alone}}',
  'mirror.conflicts':
    '{count, plural, one {# note was changed on both sides} other {# notes were changed on both sides}}',
  'mirror.conflicts.show': 'Compare',
  'mirror.conflict.title': 'Changed on both sides',
  'mirror.conflict.intro':
    'These notes were changed here and in the folder in the same place. Nothing is lost: both versions are notes, and both are files.',
  'mirror.conflict.mine': 'Written here',
  'mirror.conflict.theirs': 'From the folder',
  'mirror.conflict.takeMine': 'Take what was written here',
  'mirror.conflict.takeTheirs': 'Take the folder’s',
  'mirror.conflict.both': 'Keep both',
  'mirror.conflict.none': 'All of them are settled.',
  'mirror.conflict.settled': 'Settled. What was not taken lies in the bin or in the note’s history.',
  'mirror.deleted': 'When a note is deleted here',
  'mirror.deleted.help': 'What becomes of its file in a folder that is kept the same.',
  'mirror.deleted.trash': 'Move it to .trash',
  'mirror.deleted.delete': 'Delete it',
} as const;
