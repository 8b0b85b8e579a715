import { Waypoints } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { filterGraph, type GraphData, type GraphFilter, neighboursOf } from '../../core/notes/graph.ts';
import { useLive } from '../client.tsx';
import { HelpLink } from '../help/HelpLink.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { canDraw } from './can-draw.ts';
import css from './Graph.module.css';
import { GraphFilters } from './GraphFilters.tsx';
import { GraphList } from './GraphList.tsx';
import { useOpenNode } from './use-open-node.ts';

const GraphCanvas = lazy(async () => ({ default: (await import('./GraphCanvas.tsx')).GraphCanvas }));
const c = classesOf(css);

/** All that is linked, as a drawing and as a list. */
export function GraphView() {
  const t = useT();
  const { value, error, loading } = useLive('graph', {}, { keep: true });
  return (
    <Page title={t('graph.title')}>
      {value === undefined && error && <LoadError error={error} />}
      {value === undefined && loading && <SkeletonRows />}
      {value?.ids.length === 0 && (
        <EmptyState icon={Waypoints} title={t('graph.none.title')} text={t('graph.none.text')}>
          <HelpLink page="links" />
        </EmptyState>
      )}
      {value !== undefined && value.ids.length > 0 && <Shown data={value} />}
    </Page>
  );
}

function Shown({ data }: { readonly data: GraphData }) {
  const t = useT();
  const [drawable] = useState(canDraw);
  const [as, setAs] = useState<'drawing' | 'list'>(drawable ? 'drawing' : 'list');
  const [filter, setFilter] = useState<GraphFilter>({ orphans: true });
  const neighbours = useMemo(() => neighboursOf(data), [data]);
  const shown = useMemo(() => filterGraph(data, neighbours, filter), [data, neighbours, filter]);
  const count = useMemo(() => shown.reduce((sum, each) => sum + each, 0), [shown]);
  const open = useOpenNode(data);
  return (
    <div className={c('view')}>
      <div className={c('bar')}>
        <GraphFilters data={data} filter={filter} onFilter={setFilter} />
        {drawable && (
          <Segmented
            label={t('graph.as')}
            value={as}
            onChange={setAs}
            options={[
              { value: 'drawing', label: t('graph.as.drawing') },
              { value: 'list', label: t('graph.as.list') },
            ]}
          />
        )}
      </div>
      <p className={c('quiet')} role="status">
        {t('graph.count', { count, links: data.edges.length / 2 })}
        {data.leftOut > 0 && ` ${t('graph.leftOut', { count: data.leftOut })}`}
        {!drawable && ` ${t('graph.noWebgl')}`}
      </p>
      {as === 'list' ? (
        <GraphList data={data} shown={shown} onOpen={open} />
      ) : (
        <Suspense>
          <GraphCanvas data={data} shown={shown} isKept onOpen={open} />
        </Suspense>
      )}
    </div>
  );
}
