/** Words in pictures: in the source pane, in the settings and in the status. */
export const picturesMessages = {
  'pictures.picture': 'Picture: {title}',
  'pictures.bar': '{width, number} × {height, number} pixels',
  'pictures.larger': 'Larger picture',
  'pictures.smaller': 'Smaller picture',
  'pictures.gone': 'The picture is no longer here.',
  'pictures.broken': 'The browser cannot show this picture. You can download the original.',
  'pictures.words': 'Words in it',
  'pictures.machine': 'Read by machine: some of it may be wrong.',
  'pictures.machine.pages':
    '{count, plural, one {The words of # page that is a picture were} other {The words of # pages that are pictures were}} read by machine: some of it may be wrong.',
  'pictures.none': 'No words were found in it.',
  'pictures.none.pages':
    '{count, plural, one {# page is a picture without words} other {# pages are pictures without words}}, or without any that can be trusted.',
  'pictures.status': '{count, plural, one {Reading words in # picture} other {Reading words in # pictures}}',
  'pictures.waiting': 'The words in it are read in the background, in their turn.',
  'pictures.waiting.pages':
    '{count, plural, one {# page is a picture: its words are} other {# pages are pictures: their words are}} read in the background.',
  'pictures.off': 'Words in pictures are not read: you have switched that off in the settings.',
  'pictures.degraded': 'Words in pictures cannot be read now. {reason}',
  'pictures.failed': 'Its words could not be read. {reason}',
  'pictures.failed.pages':
    '{count, plural, one {The words of # page} other {The words of # pages}} could not be read. {reason}',
  'pictures.settings': 'Words in pictures',
  'pictures.settings.intro':
    'Photos, scans and screenshots are found by the words in them. They are read on this device, in the background. What reads them is fetched from here with the first picture: 4 to 7 MB.',
  'pictures.read': 'Read them',
  'pictures.read.help': 'Words that were read before stay.',
  'pictures.languages': 'Languages',
  'pictures.languages.help': 'For pictures that are read from now on. Both together take a little longer than one.',
  'pictures.languages.both': 'English and German',
  'pictures.languages.eng': 'English',
  'pictures.languages.deu': 'German',
} as const;
