export const commandsMessages = {
  'commands.go.ask': 'Go to Ask',
  'commands.go.find': 'Go to Find',
  'commands.go.notes': 'Go to Notes',
  'commands.go.library': 'Go to the Library',
  'commands.go.settings': 'Go to Settings',
  'commands.filter': 'Go to the search or filter field',
  'commands.close': 'Close what is open beside',
  'commands.sheet': 'Show the shortcuts',
} as const;
