import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { GraphData } from '../../core/notes/graph.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Graph.module.css';
import { type GraphDrawing, openDrawing } from './graph-drawing.ts';
import { type LaidOut, layOut } from './lay-out.ts';

const c = classesOf(css);

export interface GraphCanvasProps {
  readonly data: GraphData;
  /** By node, 1 for what is shown; null for all. */
  readonly shown: Uint8Array | null;
  readonly own?: number | null;
  /** Whether where the nodes lie is kept for the next time. */
  readonly isKept: boolean;
  readonly onOpen: (node: number) => void;
}

/** Where the nodes of a graph lay when its picture ended. */
interface Left {
  readonly data: GraphData;
  readonly positions: Float32Array;
}

type Part = 'layout' | 'picture';

/** The drawing, laid out by a worker until it is calm. The same is told in words beside it, so it is hidden from readers. */
export function GraphCanvas(props: GraphCanvasProps) {
  const t = useT();
  const left = useRef<Left | null>(null);
  const [broken, setBroken] = useState<Part | null>(null);
  const [attempt, setAttempt] = useState(1);
  const untitled = t('notes.untitled');
  return (
    <>
      {broken !== null && (
        <p className={c('broken')} role="status">
          {t(broken === 'layout' ? 'graph.broken.layout' : 'graph.broken.picture')}
          <Button
            kind="link"
            onPress={() => {
              setBroken(null);
              setAttempt(attempt + 1);
            }}
          >
            {t('ui.retry')}
          </Button>
        </p>
      )}
      <Picture key={`${attempt} ${untitled}`} {...props} untitled={untitled} left={left} onBroken={setBroken} />
    </>
  );
}

interface PictureProps extends GraphCanvasProps {
  readonly untitled: string;
  /** From there the next picture of the same graph goes on. */
  readonly left: RefObject<Left | null>;
  readonly onBroken: (part: Part) => void;
}

/** One picture and its layout. Its canvases are handed to a worker for good: what changes more than the graph needs another one. */
function Picture({ data, shown, own = null, isKept, untitled, left, onOpen, onBroken }: PictureProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<GraphDrawing | null>(null);
  const layout = useRef<LaidOut | null>(null);
  const [calm, setCalm] = useState(false);
  const open = useEffectEvent(onOpen);
  const tellBroken = useEffectEvent(onBroken);
  const filter = useEffectEvent(() => drawing.current?.show(shown));
  useEffect(() => {
    if (host.current === null) return;
    const made = openDrawing({
      host: host.current,
      untitled,
      onOpen: (node) => open(node),
      onMoved: () => layout.current?.rest(),
      onLost: () => tellBroken('picture'),
    });
    drawing.current = made;
    return () => {
      drawing.current = null;
      made.end();
    };
  }, [untitled]);
  useEffect(() => {
    const from = left.current?.data === data ? left.current.positions : null;
    setCalm(false);
    const made = layOut({
      data,
      isKept,
      from,
      onPlaced: (positions, isCalm) => {
        drawing.current?.place(positions, isCalm);
        setCalm(isCalm);
      },
      onBroken: () => tellBroken('layout'),
    });
    layout.current = made;
    drawing.current?.load(data, made.positions, own);
    filter();
    return () => {
      left.current = { data, positions: made.now() };
      layout.current = null;
      made.end();
    };
  }, [data, own, isKept, left]);
  useEffect(() => drawing.current?.show(shown), [shown]);
  return <div ref={host} className={c('canvas')} data-calm={calm} aria-hidden />;
}
