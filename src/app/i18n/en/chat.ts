export const chatMessages = {
  'chat.title': 'Ask',
} as const;
