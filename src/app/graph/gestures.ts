import {
  draggedBy,
  type GraphCamera,
  type PictureSize,
  type Point,
  WHOLE,
  zoomedAt,
} from '../../core/notes/graph-camera.ts';

export interface Gestures {
  /** The picture is moved. */
  readonly onLook: (camera: GraphCamera) => void;
  /** Where the pointer is; null when it has left, or moves the picture. */
  readonly onPoint: (at: Point | null) => void;
  readonly onPress: (at: Point) => void;
}

/** A press that went further is a drag. */
const PRESS_PX = 5;
const WHEEL = 0.0016;
/** A line of a wheel that counts in lines. */
const LINE_PX = 16;
const DOUBLE = 2;

/** Drag, wheel, two fingers and double click, over one camera. Returns the way to stop. */
export function watchGestures(host: HTMLElement, { onLook, onPoint, onPress }: Gestures): () => void {
  let camera = WHOLE;
  let corner: Point = { x: 0, y: 0 };
  let size: PictureSize = { width: 1, height: 1 };
  const held = new Map<number, Point>();
  let gone = 0;
  const ending = new AbortController();
  const listen = <K extends keyof HTMLElementEventMap>(
    kind: K,
    heard: (event: HTMLElementEventMap[K]) => void,
    passive = true,
  ) => host.addEventListener(kind, heard, { signal: ending.signal, passive });
  const place = (event: MouseEvent): Point => ({ x: event.clientX - corner.x, y: event.clientY - corner.y });
  const measure = () => {
    const { left: x, top: y, width, height } = host.getBoundingClientRect();
    corner = { x, y };
    size = { width, height };
  };
  const look = (next: GraphCamera) => {
    camera = next;
    onLook(camera);
  };
  const release = (event: PointerEvent) => void held.delete(event.pointerId);

  listen('pointerenter', measure);
  listen('pointerdown', (event) => {
    measure();
    if (held.size === 0) gone = 0;
    host.setPointerCapture(event.pointerId);
    held.set(event.pointerId, place(event));
  });
  listen('pointermove', (event) => {
    const at = place(event);
    const before = held.get(event.pointerId);
    if (before === undefined) return onPoint(at);
    gone += Math.hypot(at.x - before.x, at.y - before.y);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, at);
    if (gone < PRESS_PX) return;
    onPoint(null);
    look(
      other === undefined
        ? draggedBy(camera, at.x - before.x, at.y - before.y)
        : pinched(camera, other, before, at, size),
    );
  });
  listen('pointerup', (event) => {
    if (held.size === 1 && gone < PRESS_PX) onPress(place(event));
    release(event);
  });
  listen('pointercancel', release);
  listen('pointerleave', () => onPoint(null));
  listen('dblclick', (event) => look(zoomedAt(camera, DOUBLE, place(event), size)));
  const turn = (event: WheelEvent) => {
    event.preventDefault();
    measure();
    const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PX : event.deltaY;
    look(zoomedAt(camera, Math.exp(-px * WHEEL), place(event), size));
  };
  listen('wheel', turn, false);
  return () => ending.abort();
}

/** One finger went from `before` to `at` while the other stayed: nearer by how much further they are apart. */
function pinched(camera: GraphCamera, other: Point, before: Point, at: Point, size: PictureSize): GraphCamera {
  const apart = (one: Point) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
  const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
  const moved = draggedBy(camera, (at.x - before.x) / 2, (at.y - before.y) / 2);
  return zoomedAt(moved, apart(at) / apart(before), middle, size);
}
