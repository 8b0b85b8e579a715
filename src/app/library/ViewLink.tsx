import { Link } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import css from '../ui/Button.module.css';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import type { LibrarySearch } from '../view-search.ts';

const c = classesOf(css);

export interface ViewLinkProps {
  readonly search: LibrarySearch;
  readonly icon: LucideIcon;
  readonly label: string;
}

/** To the bin and back: a link, so that it can be opened in a tab of its own. */
export function ViewLink({ search, icon, label }: ViewLinkProps) {
  return (
    <Link
      to="/library"
      search={search}
      className={c('button', 'icon', 'iconLink')}
      aria-label={label}
      data-tip={label}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      <Icon of={icon} />
    </Link>
  );
}
