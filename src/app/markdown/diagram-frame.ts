import mermaid from 'mermaid';
import { type DiagramColours, type FrameMessage, readDrawMessage } from './diagram-messages.ts';

/**
 * The script of the frame that draws diagrams. The frame has an origin of its own, so that it can reach neither the page
 * nor what is kept, and a policy under which it can load nothing; else it does nothing at all.
 */

const tell = (message: FrameMessage): void => parent.postMessage(message, '*');

let drawn = 0;

async function draw(source: string, colours: DiagramColours): Promise<void> {
  const turn = ++drawn;
  try {
    mermaid.initialize(configOf(colours));
    const { svg } = await mermaid.render(`diagram${turn}`, withoutTags(source));
    if (turn !== drawn) return;
    const picture = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
    if (picture === null) throw new Error('It gives no picture.');
    document.body.replaceChildren(picture);
    document.body.style.background = colours.raised;
    tellSize();
  } catch (error) {
    if (turn === drawn) tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Mermaid reads some labels as markup while it measures them: but for line breaks and its own `<<name>>` there is none. */
const withoutTags = (source: string): string => source.replaceAll(/(?<!<)<(?!br\s*\/?>)(?=[a-z/!?])/gi, '‹');

const configOf = (colours: DiagramColours): Parameters<typeof mermaid.initialize>[0] => ({
  startOnLoad: false,
  // The other one, elk, is left out of the build.
  layout: 'dagre',
  // What a diagram may not set for itself.
  secure: [
    'secure',
    'securityLevel',
    'startOnLoad',
    'maxTextSize',
    'maxEdges',
    'suppressErrorRendering',
    'htmlLabels',
    'themeCSS',
    'fontFamily',
    'layout',
  ],
  // Text is text: no markup of a label is read, and nothing can be pressed.
  securityLevel: 'strict',
  htmlLabels: false,
  flowchart: { htmlLabels: false },
  suppressErrorRendering: true,
  maxTextSize: 50_000,
  maxEdges: 500,
  theme: 'base',
  fontFamily: 'system-ui, sans-serif',
  themeVariables: {
    darkMode: colours.dark,
    background: colours.raised,
    primaryColor: colours.sunken,
    primaryTextColor: colours.ink,
    primaryBorderColor: colours.line,
    secondaryColor: colours.ground,
    tertiaryColor: colours.ground,
    lineColor: colours.soft,
    textColor: colours.ink,
    noteBkgColor: colours.ground,
    noteTextColor: colours.ink,
    noteBorderColor: colours.line,
    pie1: colours.accent,
    fontFamily: 'system-ui, sans-serif',
  },
});

function tellSize(): void {
  const { height } = document.body.getBoundingClientRect();
  if (height > 0 && document.querySelector('svg') !== null) tell({ type: 'drawn', height });
}

if (self.origin === 'null') {
  addEventListener('message', (event) => {
    const message = event.source === parent ? readDrawMessage(event.data) : null;
    if (message !== null) void draw(message.source, message.colours);
  });
  new ResizeObserver(tellSize).observe(document.body);
  tell({ type: 'ready' });
} else tell({ type: 'not-apart' });
