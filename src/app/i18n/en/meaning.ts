export const meaningMessages = {
  'meaning.title': 'Search by meaning',
  'meaning.intro':
    'Hearth learns what your texts mean, on this device and in the background. Then Find and Ask also find what is said in other words.',
  'meaning.use': 'Search by meaning',
  'meaning.use.help': 'Without it, only the words themselves are looked for.',
  'meaning.learning': 'Learning',
  'meaning.progress': 'Learning your passages',
  'meaning.idle':
    '{learned, plural, =0 {There is nothing to learn yet.} one {# passage is learned.} other {All # passages are learned.}}',
  'meaning.counts':
    '{learned, plural, =0 {Nothing is learned yet} one {# passage is learned} other {# passages are learned}}, {waiting, plural, one {# is waiting} other {# are waiting}}.',
  'meaning.paused.answering': 'It goes on when your answer is there.',
  'meaning.paused.battery': 'It waits to spare the battery.',
  'meaning.paused.moving': 'It waits until your things have been moved.',
  'meaning.paused.damage': 'It waits until what is stored has been repaired.',
  'meaning.paused.asked': 'It is paused.',
  'meaning.paused.data-saver':
    'The small model for it is not here: your browser saves data, so it was not fetched (23 MB, or 52 MB for a graphics processor).',
  'meaning.fetching': 'The small model for it is loading, {done} of {total}.',
  'meaning.fetching.progress': 'Loading the model that learns',
  'meaning.degraded': 'It does not run: {reason} Your words are looked for meanwhile.',
  'meaning.pause': 'Pause',
  'meaning.resume': 'Go on',
  'meaning.fetch': 'Load it now',
  'meaning.again': 'Learn again',
  'meaning.again.started': 'Everything is being learned again. What was learned is searched meanwhile.',
  'meaning.device': 'Where it runs',
  'meaning.device.help':
    '{device, select, webgpu {MiniLM L6 runs on the graphics processor.} wasm {MiniLM L6 runs on the main processor.} other {Chosen when there is something to learn.}}',
  'meaning.device.auto': 'What is faster',
  'meaning.device.wasm': 'Main processor',
  'meaning.device.webgpu': 'Graphics processor',
  'meaning.battery': 'On battery',
  'meaning.battery.help': 'When meanings are learned and words in pictures are read.',
  'meaning.battery.unknown':
    'This browser does not tell Hearth about the battery, so meanings are learned and pictures read at any time.',
  'meaning.battery.always': 'At any charge',
  'meaning.battery.not-below-20': 'Not below 20 %',
  'meaning.battery.only-charging': 'Only while charging',
} as const;
