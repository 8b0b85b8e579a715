import { useEffect, useEffectEvent, useRef, useState } from 'react';
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

/** The drawing, laid out by a worker until it is calm. The same is told in words beside it, so it is hidden from readers. */
export function GraphCanvas({ data, shown, own = null, isKept, onOpen }: GraphCanvasProps) {
  const t = useT();
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<GraphDrawing | null>(null);
  const layout = useRef<LaidOut | null>(null);
  /** Where the nodes of this graph lay when something broke. */
  const left = useRef<{ readonly data: GraphData; readonly positions: Float32Array } | null>(null);
  const [calm, setCalm] = useState(false);
  const [broken, setBroken] = useState<'layout' | 'picture' | null>(null);
  const [attempt, setAttempt] = useState(1);
  const open = useEffectEvent(onOpen);
  const filter = useEffectEvent(() => drawing.current?.show(shown));
  const untitled = t('notes.untitled');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt begins the picture anew
  useEffect(() => {
    if (host.current === null) return;
    const made = openDrawing({
      host: host.current,
      untitled,
      onOpen: (node) => open(node),
      onMoved: () => layout.current?.rest(),
      onLost: () => setBroken('picture'),
    });
    drawing.current = made;
    return () => {
      drawing.current = null;
      made.end();
    };
  }, [untitled, attempt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture that was begun anew is given the graph again
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
      onBroken: () => setBroken('layout'),
    });
    layout.current = made;
    drawing.current?.load(data, made.positions, own);
    filter();
    return () => {
      left.current = { data, positions: made.now() };
      layout.current = null;
      made.end();
    };
  }, [data, own, isKept, untitled, attempt]);
  useEffect(() => drawing.current?.show(shown), [shown]);
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
      <div ref={host} className={c('canvas')} data-calm={calm} aria-hidden />
    </>
  );
}
