import { ITEM_KINDS } from '../../core/items/item.ts';
import type { GraphData } from '../../core/notes/graph.ts';
import type { GraphCamera } from '../../core/notes/graph-camera.ts';
import type { DrawnNode, NamedNode, PictureNews } from '../../workers/picture/picture.api.ts';
import { createGraphPicture } from '../../workers/picture/picture.client.ts';
import { watchGestures } from './gestures.ts';
import { drawHover, drawName } from './graph-labels.ts';
import { type GraphLook, readLook } from './graph-look.ts';

export interface GraphDrawing {
  load(data: GraphData, positions: Float32Array, own: number | null): void;
  /** By node, 1 for what is shown; null for all. */
  show(shown: Uint8Array | null): void;
  /** Pairs of x and y. `calm`: they stay there. */
  place(positions: Float32Array, calm: boolean): void;
  end(): void;
}

export interface GraphDrawingOptions {
  readonly host: HTMLElement;
  readonly untitled: string;
  readonly onOpen: (node: number) => void;
  /** The picture is moved by hand. */
  readonly onMoved: () => void;
  /** There is no graphics any more, or the worker broke. */
  readonly onLost: () => void;
}

const NOTE = ITEM_KINDS.indexOf('note');

/** The picture of a graph: nodes and links by a worker, their names here, where the letters are. A click opens a node. */
export function openDrawing({ host, untitled, onOpen, onMoved, onLost }: GraphDrawingOptions): GraphDrawing {
  const [lines, points, names] = ['lines', 'points', 'names'].map((layer) => addCanvas(host, layer));
  const context = names?.getContext('2d') ?? null;
  if (lines === undefined || points === undefined || names === undefined || context === null)
    throw new Error('a page without canvases draws no graph');
  let look: GraphLook = readLook(host);
  let titles: readonly string[] = [];
  const picture = createGraphPicture({ onNews: hear, onError: onLost });
  const nameOf = ({ node }: DrawnNode) => titles[node] || untitled;

  function hear(news: PictureNews): void {
    if (news.type === 'lost') onLost();
    else if (news.type === 'pressed') onOpen(news.node);
    else write(news.names, news.over);
  }
  function write(named: readonly NamedNode[], over: DrawnNode | null): void {
    if (context === null) return;
    context.clearRect(0, 0, host.clientWidth, host.clientHeight);
    for (const node of named) if (node.node !== over?.node) drawName(context, node, nameOf(node), look);
    if (over !== null) drawHover(context, over, nameOf(over), look);
    host.style.cursor = over === null ? '' : 'pointer';
    host.dataset['drawn'] = 'true';
  }
  const restyle = () => {
    look = readLook(host);
    const { node, other, faint, line, accent, ground, labelPx } = look;
    picture.tell({ type: 'style', colours: { node, other, faint, line, accent, ground }, labelPx });
  };
  const resize = () => {
    const { clientWidth: width, clientHeight: height } = host;
    const pixelRatio = devicePixelRatio;
    names.width = Math.round(width * pixelRatio);
    names.height = Math.round(height * pixelRatio);
    context.scale(pixelRatio, pixelRatio);
    picture.tell({ type: 'resize', width, height, pixelRatio });
  };
  const moved = (camera: GraphCamera) => {
    onMoved();
    picture.tell({ type: 'look', camera });
  };

  const [lineCanvas, pointCanvas] = [lines.transferControlToOffscreen(), points.transferControlToOffscreen()];
  picture.tell({ type: 'begin', lines: lineCanvas, points: pointCanvas }, [lineCanvas, pointCanvas]);
  restyle();
  resize();
  const ends = [
    watchTheme(restyle),
    watchSize(host, resize),
    watchGestures(host, {
      onLook: moved,
      onPoint: (at) => picture.tell({ type: 'point', at }),
      onPress: (at) => picture.tell({ type: 'press', at }),
    }),
    () => picture.end(),
    () => host.replaceChildren(),
  ];
  return {
    load(data, positions, own) {
      titles = data.titles;
      const notes = Uint8Array.from(data.kinds, (kind) => (kind === NOTE ? 1 : 0));
      const lengths = Uint16Array.from(titles, (title) => (title || untitled).length);
      picture.tell({ type: 'load', graph: { notes, lengths, edges: data.edges, own, positions } });
    },
    show: (shown) => picture.tell({ type: 'show', shown }),
    place: (positions, calm) => picture.tell({ type: 'place', positions, calm }, [positions.buffer]),
    end: () => {
      for (const end of ends) end();
    },
  };
}

function addCanvas(host: HTMLElement, layer: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.dataset['layer'] = layer;
  host.append(canvas);
  return canvas;
}

function watchTheme(restyle: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', restyle);
  const theme = new MutationObserver(restyle);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', restyle);
    theme.disconnect();
  };
}

function watchSize(host: HTMLElement, resize: () => void): () => void {
  const observer = new ResizeObserver(resize);
  observer.observe(host);
  return () => observer.disconnect();
}
