/** Whether what is stored is well, and its repair. */
export const healthMessages = {
  'health.title': 'Is all well?',
  'health.intro':
    'Hearth looks at your things each time it opens, and reads all of them through when it has nothing else to do.',
  'health.well': 'All is well',
  'health.well.checked':
    'Everything was read and compared {when}: {rows, plural, one {# row} other {# rows}}, {originals, plural, one {# file} other {# files}}.',
  'health.well.unchecked': 'Nothing was found when Hearth opened. Everything is read through for the first time soon.',
  'health.database': 'the database',
  'health.rebuilt':
    '{count, plural, one {# thing was read again from its original.} other {# things were read again from their originals.}}',
  'health.found': 'Something is not as it was stored',
  'health.readOnly':
    'You can read, search and export. Nothing can be changed until it is repaired, so that it gets no worse.',
  'health.banner': 'Part of what is stored here is damaged. You can read; nothing can be changed until it is repaired.',
  'health.banner.show': 'See what is wrong',
  'health.check': 'Check everything now',
  'health.check.help':
    'Reads every row and every file, and compares them with what was written down when they were stored.',
  'health.check.button': 'Check now',
  'health.checking': 'Reading everything through',
  'health.repair': 'Repair',
  'health.repair.help':
    'Puts together what can still be read, your newest backup and the list of changes, in a new place. What is here now stays as it is.',
  'health.repair.button': 'Repair',
  'health.repairing': 'Saving what can be read',
  'health.saved': 'Saved beside what is here',
  'health.saved.all': 'Everything that was stored could be put together again.',
  'health.saved.backup': 'A backup from {when} was used.',
  'health.saved.left': 'This could not be had:',
  'health.saved.rows': '{rows, plural, one {# row is} other {# rows are}} in it.',
  'health.use': 'Use what was saved',
  'health.drop': 'Do not use it',
  'health.fault.altered-file': 'A file of the database is not as it was when Hearth was closed ({where}).',
  'health.fault.missing-file': 'A file of the database is missing ({where}).',
  'health.fault.unreadable': 'Part of what is stored cannot be read ({where}).',
  'health.fault.index-differs': 'An index of the table “{where}” does not match it.',
  'health.fault.writes-missing': '{count, plural, one {The last change is} other {The last # changes are}} missing.',
  'health.fault.log-gap': '{count, plural, one {# change is} other {# changes are}} missing in the list of changes.',
  'health.fault.row-differs':
    '{count, plural, one {# row} other {# rows}} of “{where}” {count, plural, one {is} other {are}} not what was last written.',
  'health.fault.row-missing':
    '{count, plural, one {# row} other {# rows}} of “{where}” {count, plural, one {is} other {are}} missing.',
  'health.fault.row-unlogged':
    '{count, plural, one {# row} other {# rows}} of “{where}” {count, plural, one {is} other {are}} not in the list of changes.',
  'health.fault.reference-broken':
    '{count, plural, one {# row} other {# rows}} of “{where}” {count, plural, one {belongs} other {belong}} to something that is missing.',
  'health.fault.text-altered':
    '{count, plural, one {# text is} other {# texts are}} not what was read. Hearth reads it again from its original.',
  'health.fault.text-missing':
    '{count, plural, one {# text is} other {# texts are}} missing. Hearth reads it again from its original.',
  'health.fault.chunks-differ':
    'Passages of {count, plural, one {# text} other {# texts}} do not match. Hearth makes them again.',
  'health.fault.bytes-altered':
    '{count, plural, one {# original file is} other {# original files are}} damaged. Import it again, or restore a backup.',
  'health.fault.bytes-missing':
    '{count, plural, one {# original file is} other {# original files are}} missing. Import it again, or restore a backup.',
  'health.fault.index-behind': 'The search index is behind. Hearth makes it again.',
} as const;
