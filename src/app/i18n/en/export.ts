/** Taking everything along: the export, the SQL dump, and bringing an export in. */
export const exportMessages = {
  'export.title': 'Take it with you',
  'export.intro':
    'Your things are yours, in plain files. Everything goes in, with nothing locked: keep such a file where you keep your papers.',
  'export.archive': 'Everything as one file',
  'export.archive.help':
    'A ZIP with your notes as markdown, your original files, and all the rest as lines of JSON. Hearth can read it again.',
  'export.archive.button': 'Save everything',
  'export.sql': 'For a PostgreSQL server',
  'export.sql.help':
    'All tables with their indexes and vectors as plain SQL, to be read by psql. Original files are not in it.',
  'export.sql.button': 'Save as SQL',
  'export.bring': 'Bring an export in',
  'export.bring.help': 'It is checked to the last byte and laid beside what is here. Nothing changes until you say so.',
  'export.bring.button': 'Choose a file',
  'export.working.archive': 'Saving everything',
  'export.working.sql': 'Saving as SQL',
  'export.working.bring': 'Bringing an export in',
  'export.phase.tables': '{done} of {total} rows written. Changes wait until the rows are done.',
  'export.phase.originals': '{done} of {total} original files',
  'export.phase.checking': 'Checking: {done} of {total}',
  'export.phase.loading': '{done} of {total} rows read',
  'export.stop': 'Stop',
  'export.saved': 'Your browser is saving {name}.',
  'export.saved.missing':
    '{missing, plural, one {Your browser is saving {name}. # original file is not in it, because it was gone or damaged here.} other {Your browser is saving {name}. # original files are not in it, because they were gone or damaged here.}}',
  'export.ask': 'Bring “{name}” in',
  'export.ask.text':
    'It becomes a store of its own beside the one in use. When it has been read, you see what is in it and decide.',
  'export.ask.engine': 'Keep it in',
  'export.ask.start': 'Check and read it',
  'export.compare': 'This is what the export holds',
  'export.compare.made': 'Made: {when}',
  'export.compare.caption': 'The export beside what is here now',
  'export.compare.there': 'In the export',
  'export.compare.here': 'Here now',
  'export.compare.items': 'Things',
  'export.compare.notes': 'Notes among them',
  'export.compare.conversations': 'Conversations',
  'export.compare.newest': 'Last change',
  'export.compare.never': 'none',
  'export.compare.missing':
    '{missing, plural, one {# original file could not be put into it when it was made.} other {# original files could not be put into it when it was made.}}',
  'export.compare.keep':
    'If you use it, what is here now is kept, under “Where it is kept”, until you remove it there.',
  'export.compare.use': 'Use the export',
  'export.compare.drop': 'Leave it',
  'export.used': 'The export is in use now. What was here before is kept.',
  'export.dropped': 'The export was left. Nothing was changed.',
} as const;
