import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type GraphData, neighboursOf } from '../../core/notes/graph.ts';
import { createGraphLayout } from '../../workers/graph/graph.client.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { drawGraph, type GraphDrawing } from './draw-graph.ts';
import css from './Graph.module.css';
import { keepPositions, placeNodes, readPositions } from './positions.ts';

const c = classesOf(css);

export interface GraphCanvasProps {
  readonly data: GraphData;
  /** By node, 1 for what is shown; null for all. */
  readonly shown: Uint8Array | null;
  readonly own?: number | null;
  readonly chosen?: number | null;
  /** Whether where the nodes lie is kept for the next time. */
  readonly isKept: boolean;
  readonly onOpen: (node: number) => void;
}

/** The drawing, laid out by a worker until it is calm. The same is told in words beside it, so it is hidden from readers. */
export function GraphCanvas({ data, shown, own = null, chosen = null, isKept, onOpen }: GraphCanvasProps) {
  const t = useT();
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<GraphDrawing | null>(null);
  const [calm, setCalm] = useState(false);
  const neighbours = useMemo(() => neighboursOf(data), [data]);
  const open = useEffectEvent(onOpen);
  const filter = useEffectEvent(() => shown !== null && drawing.current?.show(shown));
  useEffect(() => {
    if (host.current === null) return;
    const { positions, known } = placeNodes(data.ids, isKept ? readPositions() : null);
    const untitled = t('notes.untitled');
    const made = drawGraph({
      host: host.current,
      data,
      neighbours,
      positions,
      own,
      untitled,
      onOpen: (node) => open(node),
    });
    drawing.current = made;
    filter();
    setCalm(false);
    const layout = createGraphLayout({
      onNews: (news) => {
        made.place(news.positions);
        setCalm(news.calm);
        if (news.calm && isKept) keepPositions(data.ids, news.positions);
      },
      onError: () => setCalm(true),
    });
    // Where all lie as they lay, they lie well.
    if (known < data.ids.length || !isKept) layout.start({ positions, edges: data.edges });
    else setCalm(true);
    const restyle = () => made.restyle();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', restyle);
    const theme = new MutationObserver(restyle);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      layout.end();
      dark.removeEventListener('change', restyle);
      theme.disconnect();
      made.end();
      drawing.current = null;
    };
  }, [data, neighbours, own, isKept, t]);
  useEffect(() => {
    if (shown !== null) drawing.current?.show(shown);
  }, [shown]);
  useEffect(() => drawing.current?.choose(chosen), [chosen]);
  return <div ref={host} className={c('canvas')} data-calm={calm} aria-hidden />;
}
