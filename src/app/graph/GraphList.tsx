import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { VList } from 'virtua';
import { ITEM_KINDS } from '../../core/items/item.ts';
import { degreeOf, type GraphData, neighbourList, neighboursOf } from '../../core/notes/graph.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Graph.module.css';

const c = classesOf(css);

export interface GraphListProps {
  readonly data: GraphData;
  readonly shown: Uint8Array | null;
  readonly onOpen: (node: number) => void;
}

/** The graph in words: each thing with what it is linked to, those with most links first. */
export function GraphList({ data, shown, onOpen }: GraphListProps) {
  const t = useT();
  const neighbours = useMemo(() => neighboursOf(data), [data]);
  const [opened, setOpened] = useState<number | null>(null);
  const nodes = useMemo(
    () =>
      data.ids
        .map((_, node) => node)
        .filter((node) => shown === null || shown[node] === 1)
        .sort((a, b) => degreeOf(neighbours, b) - degreeOf(neighbours, a)),
    [data, shown, neighbours],
  );
  return (
    <VList className={c('list')} data={nodes} role="list" aria-label={t('graph.list')}>
      {(node, index) => (
        // biome-ignore lint/a11y/useSemanticElements: the list measures its rows by boxes of its own
        <div key={node} role="listitem" aria-posinset={index + 1} aria-setsize={nodes.length} className={c('item')}>
          <div className={c('row')}>
            <NodeLink data={data} node={node} onOpen={onOpen} />
            <button
              type="button"
              className={c('count')}
              aria-expanded={opened === node}
              disabled={degreeOf(neighbours, node) === 0}
              onClick={() => setOpened(opened === node ? null : node)}
            >
              {t('graph.links', { count: degreeOf(neighbours, node) })}
            </button>
          </div>
          {opened === node && (
            <ul className={c('neighbours')}>
              {[...neighbourList(neighbours, node)].map((other) => (
                <li key={other}>
                  <NodeLink data={data} node={other} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </VList>
  );
}

function NodeLink({ data, node, onOpen }: { data: GraphData; node: number; onOpen: (node: number) => void }) {
  const t = useT();
  const title = data.titles[node] || t('notes.untitled');
  if (ITEM_KINDS[data.kinds[node] ?? 0] === 'note')
    return (
      <Link to="/notes/$itemId" params={{ itemId: data.ids[node] ?? '' }} className={c('name')} dir="auto">
        {title}
      </Link>
    );
  return (
    <button type="button" dir="auto" className={c('name')} onClick={() => onOpen(node)}>
      {title}
    </button>
  );
}
