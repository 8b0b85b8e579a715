import { Link } from '@tanstack/react-router';
import { Folder, Hash, Pencil, Waypoints } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type TagNode, tagTree } from '../../core/notes/note-tags.ts';
import { useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { NameDialog } from './NameDialog.tsx';
import css from './NoteTree.module.css';
import { readTag } from './read-tag.ts';

const c = classesOf(css);

export interface NoteTreeProps {
  readonly folder: string | undefined;
  readonly tag: string | undefined;
}

/** Folders and tags to look through the notes by. */
export function NoteTree({ folder, tag }: NoteTreeProps) {
  const t = useT();
  const folders = useLive('note-folders', {}).value ?? [];
  const tags = useLive('tags', {}).value ?? [];
  const top = tagTree(folders.filter((each) => each.folder !== '').map((each) => ({ ...each, tag: each.folder })));
  const tree = useRef<HTMLElement>(null);
  const wide = useHasRoom(tree);
  const [renaming, setRenaming] = useState<string | null>(null);
  const command = useCommand();
  const rename = async (typed: string) => {
    const to = readTag(typed);
    if (renaming === null || to === null) return;
    setRenaming(null);
    await command('rename-tag', { from: renaming, to }, { done: t('notes.tags.renamed', { from: renaming, to }) });
  };
  return (
    <nav ref={tree} className={c('tree')} aria-label={t('notes.tree')}>
      <details open={wide}>
        <summary>{t('notes.tree')}</summary>
        <Link to="/notes" search={{}} className={c('entry', folder === undefined && tag === undefined && 'current')}>
          {t('notes.all')}
        </Link>
        <Link to="/graph" className={c('entry')}>
          <Icon of={Waypoints} size={16} />
          {t('graph.title')}
        </Link>
        {top.length > 0 && <h2>{t('notes.folders')}</h2>}
        <Nodes
          nodes={top}
          draw={(node, depth) => (
            <Link
              to="/notes"
              search={{ folder: node.tag }}
              className={c('entry', `depth${Math.min(depth, 4)}`, folder === node.tag && 'current')}
            >
              <Icon of={Folder} size={16} />
              <span>{node.name}</span>
              <small>{sum(node)}</small>
            </Link>
          )}
        />
        {tags.length > 0 && <h2>{t('notes.tags')}</h2>}
        <Nodes
          nodes={tagTree(tags)}
          draw={(node, depth) => (
            <div className={c('withAction')}>
              <Link
                to="/notes"
                search={{ tag: node.tag }}
                className={c('entry', `depth${Math.min(depth, 4)}`, tag === node.tag && 'current')}
              >
                <Icon of={Hash} size={16} />
                <span>{node.name}</span>
                <small>{sum(node)}</small>
              </Link>
              {tag === node.tag && (
                <IconButton
                  icon={Pencil}
                  size={16}
                  label={t('notes.tags.rename')}
                  onPress={() => setRenaming(node.tag)}
                />
              )}
            </div>
          )}
        />
      </details>
      {renaming !== null && (
        <NameDialog
          title={t('notes.tags.rename')}
          label={t('notes.tags.name')}
          help={t('notes.tags.renameHelp')}
          value={renaming}
          onName={(to) => void rename(to)}
          onClose={() => setRenaming(null)}
        />
      )}
    </nav>
  );
}

const sum = ({ count, below }: TagNode): number => below.reduce((all, node) => all + sum(node), count);

interface NodesProps {
  readonly nodes: readonly TagNode[];
  readonly depth?: number;
  readonly draw: (node: TagNode, depth: number) => ReactNode;
}

function Nodes({ nodes, depth = 0, draw }: NodesProps) {
  if (nodes.length === 0) return null;
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.tag}>
          {draw(node, depth)}
          <Nodes nodes={node.below} depth={depth + 1} draw={draw} />
        </li>
      ))}
    </ul>
  );
}

/** From this width on the tree stands beside the list, as in the styles; then it is always open. */
const BESIDE_PX = 761;

function useHasRoom(tree: RefObject<HTMLElement | null>): boolean {
  const [has, setHas] = useState(false);
  useLayoutEffect(() => {
    const around = tree.current?.parentElement;
    if (!around) return;
    const look = () => setHas(around.clientWidth >= BESIDE_PX);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(around);
    return () => observer.disconnect();
  }, [tree]);
  return has;
}
