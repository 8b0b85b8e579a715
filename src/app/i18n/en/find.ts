export const findMessages = {
  'find.title': 'Find',
} as const;
