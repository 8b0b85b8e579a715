export const welcomeMessages = {
  'welcome.title': 'Ask your own things.',
  'welcome.lead':
    'Notes, documents, mail, tables, saved pages. They stay in this browser, and so does the model that reads them.',
  'welcome.drop': 'Drop files or a folder',
  'welcome.ways': 'or choose <0>files</0> or <1>a folder</1>, or <2>look around with a sample library</2>',
  'welcome.sampleLoading': 'Bringing the sample library. It opens by itself.',
  'welcome.device': 'What this device can do',
  'welcome.room': 'Room for about {free} here',
  'welcome.roomUnknown': 'This browser does not say how much room there is',
  'welcome.gpu': 'Answers come from the processor; the first take some seconds.',
  'welcome.noGpu': 'No graphics processor: answers take some seconds.',
  'welcome.skip': 'Start with nothing',
} as const;
