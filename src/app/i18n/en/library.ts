export const libraryMessages = {
  'library.title': 'Library',
} as const;
