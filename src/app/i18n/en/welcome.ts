export const welcomeMessages = {
  'welcome.title': 'Welcome',
} as const;
