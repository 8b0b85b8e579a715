import { useMemo } from 'react';
import type { Id } from '../../core/ids.ts';
import { type GraphData, neighboursOf, nodesAround, subGraph } from '../../core/notes/graph.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useKeptState } from '../notes/kept-state.ts';
import { classesOf } from '../ui/classes.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { canDraw } from './can-draw.ts';
import css from './Graph.module.css';
import { GraphCanvas } from './GraphCanvas.tsx';
import { GraphList } from './GraphList.tsx';
import { useOpenNode } from './use-open-node.ts';

const c = classesOf(css);
const DEPTHS = ['1', '2', '3'] as const;

/** What is linked to a note, one, two or three links away: drawn, and told. */
export function LocalGraph({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const [depth, setDepth] = useKeptState('hearth.graph.depth', DEPTHS, '1');
  const { value } = useLive('graph', {});
  const local = useMemo(
    () => (value === undefined ? null : around(value, itemId, Number(depth))),
    [value, itemId, depth],
  );
  if (value === undefined) return null;
  if (local === null || local.ids.length < 2) return <p className={c('noneLocal')}>{t('graph.none.local')}</p>;
  return (
    <>
      <Segmented
        label={t('graph.depth')}
        value={depth}
        onChange={setDepth}
        options={DEPTHS.map((each) => ({ value: each, label: t('graph.depth.of', { count: Number(each) }) }))}
      />
      <Local data={local} own={local.ids.indexOf(itemId)} />
    </>
  );
}

function Local({ data, own }: { readonly data: GraphData; readonly own: number }) {
  const open = useOpenNode(data);
  return (
    <>
      {canDraw() && (
        <div className={c('local')}>
          <GraphCanvas data={data} shown={null} own={own} isKept={false} onOpen={open} />
        </div>
      )}
      <div className={c('localList')}>
        <GraphList data={data} shown={null} onOpen={open} />
      </div>
    </>
  );
}

function around(data: GraphData, itemId: Id, depth: number): GraphData | null {
  const node = data.ids.indexOf(itemId);
  return node < 0 ? null : subGraph(data, nodesAround(neighboursOf(data), node, depth));
}
