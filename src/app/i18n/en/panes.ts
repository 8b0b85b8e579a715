export const panesMessages = {
  'panes.resize': 'Width of the second pane',
  'panes.resize.value': '{percent} %',
  'panes.tabs': 'Open views',
  'panes.tab.untitled': 'Untitled',
  'panes.tab.close': 'Close',
  'panes.tab.new': 'Open a tab',
  'panes.back': 'Go back',
  'panes.forward': 'Go forward',
  'panes.to-front': 'Bring to the front',
  'panes.close': 'Close this pane',
} as const;
