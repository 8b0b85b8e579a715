export const sourceMessages = {
  'source.title': 'Source',
} as const;
