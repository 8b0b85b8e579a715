/** What comes from outside to be kept, and the quick note. */
export const captureMessages = {
  'capture.title': 'Quick note',
  'capture.open': 'Write a quick note',
  'capture.name': 'Title',
  'capture.text': 'Text',
  'capture.files': 'Files that come with it',
  'capture.from': 'From',
  'capture.keep': 'Keep',
  'capture.discard': 'Discard',
  'capture.kept': 'Kept as a note.',
  'capture.refused.nothing': 'There was nothing in it that Hearth could take.',
  'capture.refused.too-large':
    'That was too large: at most 200,000 characters of text, 20 files and 50 MB. Bring large things in through the library.',
  'capture.refused.bad-address': 'The address that came with it is not one of a web page. Nothing was taken.',
  'capture.refused.unknown-link': 'This link leads to nothing that Hearth knows.',
  'capture.bookmarklet': 'Send what you have selected on a page',
  'capture.bookmarklet.how':
    'Make a bookmark in your browser and put this in as its address. On any page, the bookmark opens Hearth with the page’s title, address and what you have selected there, at most 6,000 characters. You see it here before it is kept; no server sees it.',
} as const;
