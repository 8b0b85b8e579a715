export const notesMessages = {
  'notes.title': 'Notes',
} as const;
