import { type GraphCamera, type GraphView, type Point, viewOf, WHOLE } from '../../core/notes/graph-camera.ts';
import { type Colours, readColours } from './colours.ts';
import { type Graphics, openGraphics } from './graphics.ts';
import { namedNodes } from './names.ts';
import type { PictureNews, PictureOrder } from './picture.api.ts';
import { createScene, drawnAt, nodeAt, type Scene, type Sight, sightOf, statesOf } from './scene.ts';

export interface PicturePorts {
  readonly tell: (news: PictureNews) => void;
  readonly nextFrame: (draw: () => void) => void;
  readonly after: (ms: number, act: () => void) => void;
  readonly now: () => number;
}

/** The rest of the lines waits until the picture has stood still so long. */
const STILL_MS = 160;
interface Stale {
  readonly places?: true;
  readonly marks?: true;
}
type Canvases = Omit<Extract<PictureOrder, { type: 'begin' }>, 'type'>;

/** The picture of one graph after the other, on the two canvases that it is given. */
export class Picture {
  readonly #ports: PicturePorts;
  #canvases: Canvases | null = null;
  #graphics: Graphics | null = null;
  #scene: Scene | null = null;
  #positions: Float32Array = new Float32Array();
  #calm = false;
  #shown: Uint8Array | null = null;
  #size = { width: 1, height: 1 };
  #pixelRatio = 1;
  #colours: Colours | null = null;
  #labelPx = 13;
  #camera: GraphCamera = WHOLE;
  #view: GraphView = { scale: 1, x: 0, y: 0 };
  #pointer: Point | null = null;
  #over: number | null = null;
  #states: Uint8Array = new Uint8Array();
  /** What the canvases do not show yet. */
  #stale = { places: true, marks: true, view: true };
  #movedMs = 0;
  #isAsked = false;

  constructor(ports: PicturePorts) {
    this.#ports = ports;
  }

  obey(order: PictureOrder): void {
    if (order.type === 'begin') this.#canvases = order;
    else if (order.type === 'load') this.#load(createScene(order.graph));
    else if (order.type === 'point') this.#point(order.at);
    else if (order.type === 'press') this.#press(order.at);
    else this.#change(this.#take(order));
  }

  /** Returns what the canvases do not show any more. */
  #take(order: Extract<PictureOrder, { type: 'place' | 'show' | 'resize' | 'style' | 'look' }>): Stale {
    switch (order.type) {
      case 'place':
        this.#positions = order.positions;
        this.#calm = order.calm;
        return { places: true };
      case 'show':
        this.#shown = order.shown;
        return { marks: true };
      case 'resize':
        this.#size = order;
        this.#pixelRatio = order.pixelRatio;
        this.#graphics?.resize(order, order.pixelRatio);
        return {};
      case 'style':
        this.#colours = readColours(order.colours);
        this.#labelPx = order.labelPx;
        return {};
      case 'look':
        this.#camera = order.camera;
        this.#movedMs = this.#ports.now();
        return {};
    }
  }

  #point(at: Point | null): void {
    this.#pointer = at;
    if (this.#nodeUnderPointer() !== this.#over) this.#change({});
  }

  #press(at: Point): void {
    const node = this.#nodeAt(at);
    if (node !== null) this.#ports.tell({ type: 'pressed', node });
  }

  #load(scene: Scene): void {
    this.#scene = scene;
    this.#positions = scene.graph.positions;
    this.#shown = null;
    this.#over = null;
    this.#states = new Uint8Array();
    this.#calm = false;
    const { now } = this.#ports;
    const onLost = () => this.#ports.tell({ type: 'lost' });
    if (this.#canvases !== null) this.#graphics ??= openGraphics(scene, { ...this.#canvases, now, onLost });
    if (this.#graphics === null) onLost();
    this.#graphics?.resize(this.#size, this.#pixelRatio);
    this.#graphics?.load(scene);
    this.#change({ places: true, marks: true });
  }

  #change(stale: Stale): void {
    this.#stale = { ...this.#stale, ...stale, view: true };
    this.#ask();
  }

  readonly #ask = (): void => {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#ports.nextFrame(() => {
      this.#isAsked = false;
      if (this.#scene !== null && this.#graphics !== null && this.#colours !== null)
        this.#draw(this.#scene, this.#graphics, this.#colours);
    });
  };

  #draw(scene: Scene, graphics: Graphics, colours: Colours): void {
    const isNew = this.#stale.view;
    if (isNew) {
      this.#refresh(scene, graphics);
      graphics.drawNodes(colours, this.#sight(scene), this.#over);
    }
    graphics.drawSomeLines(colours, this.#view, this.#size, this.#over);
    if (isNew) this.#tellDrawn(scene);
    if (!graphics.isWhole && this.#calm) this.#askOnceStill();
  }

  /** Brings what the canvases draw from up to date. */
  #refresh(scene: Scene, graphics: Graphics): void {
    this.#view = viewOf(this.#positions, this.#camera, this.#size);
    const over = this.#nodeUnderPointer();
    const { places, marks } = this.#stale;
    const isMarked = !marks && over === this.#over;
    this.#over = over;
    if (places) graphics.place(this.#positions);
    if (!isMarked) {
      this.#states = statesOf(scene, this.#shown, over);
      graphics.mark(this.#states);
    }
    if (places || !isMarked) graphics.join(scene, this.#states, this.#positions, over);
    this.#stale = { places: false, marks: false, view: false };
  }

  #askOnceStill(): void {
    const left = STILL_MS - (this.#ports.now() - this.#movedMs);
    if (left <= 0) this.#ask();
    else this.#ports.after(left, this.#ask);
  }

  #tellDrawn(scene: Scene): void {
    const sight = this.#sight(scene);
    this.#ports.tell({
      type: 'drawn',
      names: namedNodes(scene, this.#states, this.#positions, sight, { labelPx: this.#labelPx, over: this.#over }),
      over: this.#over === null ? null : drawnAt(scene, this.#positions, sight, this.#over),
    });
  }

  #sight(scene: Scene): Sight {
    return sightOf(scene, this.#view, this.#camera.zoom, this.#size);
  }

  #nodeAt(at: Point): number | null {
    if (this.#scene === null) return null;
    return nodeAt(this.#scene, this.#states, this.#positions, this.#sight(this.#scene), at);
  }

  #nodeUnderPointer(): number | null {
    const node = this.#pointer === null ? null : this.#nodeAt(this.#pointer);
    return node === null || (this.#shown !== null && this.#shown[node] !== 1) ? null : node;
  }
}
