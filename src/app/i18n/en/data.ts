/** Your data: backups, moves, export, checks, the bin's rules, archives, diagnostics. */
export const dataMessages = {
  'data.title': 'Your data',
  'data.open': 'Your data',
  'data.open.help': 'Backups, export, moves, checks and archives.',
  'data.open.button': 'Open',
  'data.diagnostics': 'Diagnostics',
  'data.diagnostics.help': 'How Hearth is doing, as text that you can copy. It holds none of your contents.',
} as const;
