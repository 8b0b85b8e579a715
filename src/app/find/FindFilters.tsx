import { useNavigate } from '@tanstack/react-router';
import { Calendar, Folder, Shapes, Tag, X } from 'lucide-react';
import { useState } from 'react';
import type { ItemKind } from '../../core/items/item.ts';
import { MenuChip } from '../chat/MenuChip.tsx';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import type { FindSearch } from '../view-search.ts';
import css from './FindView.module.css';
import { AGES, ageOf, dateOf, kindOf, present } from './filters.ts';

const c = classesOf(css);
const MOST_TAGS = 20;

/** The filters, each a menu; what is chosen stands in the address. */
export function FindFilters({ search }: { readonly search: FindSearch }) {
  const t = useT();
  const navigate = useNavigate({ from: '/find' });
  const [nowMs] = useState(() => Date.now());
  const tags = useLive('tags', {}).value ?? [];
  const put = (change: { [K in keyof FindSearch]?: FindSearch[K] | undefined }) =>
    void navigate({ search: (old) => present({ ...old, ...change }), replace: true });
  const kind = kindOf(search);
  const age = ageOf(search, nowMs);
  const held = useLive('kinds', {}).value ?? [];
  const wordsOf = (choice: ItemKind | null) => (choice === null ? t('find.kind.all') : t(`ui.kind.${choice}`));
  const kinds: MenuAction[] = [null, ...held.map((count) => count.kind)].map((choice) => ({
    id: choice ?? 'all',
    label: wordsOf(choice),
    run: () => put({ kind: choice ?? undefined }),
  }));
  const ages: MenuAction[] = [null, ...AGES].map((choice) => ({
    id: choice ?? 'all',
    label: t(`find.date.${choice ?? 'all'}`),
    run: () => put({ from: choice === null ? undefined : dateOf(choice, nowMs) }),
  }));
  const tagged: MenuAction[] = [null, ...tags.slice(0, MOST_TAGS).map(({ tag }) => tag)].map((choice) => ({
    id: choice ?? '',
    label: choice === null ? t('find.tag.all') : `#${choice}`,
    run: () => put({ tag: choice ?? undefined }),
  }));
  return (
    <div className={c('filters')}>
      <Filter icon={Shapes} name={t('find.kind')} value={wordsOf(kind)} on={kind !== null} actions={kinds} />
      <Filter
        icon={Calendar}
        name={t('find.date')}
        value={age === null && search.from !== undefined ? search.from : t(`find.date.${age ?? 'all'}`)}
        on={search.from !== undefined}
        actions={ages}
      />
      {(tags.length > 0 || search.tag !== undefined) && (
        <Filter
          icon={Tag}
          name={t('find.tag')}
          value={search.tag === undefined ? t('find.tag.all') : `#${search.tag}`}
          on={search.tag !== undefined}
          actions={tagged}
        />
      )}
      {search.folder !== undefined && (
        <Chip
          icon={Folder}
          pressed
          label={t('find.folder.remove', { folder: search.folder })}
          onPress={() => put({ folder: undefined })}
        >
          {t('find.folder.clear', { folder: search.folder })}
          <Icon of={X} size={14} />
        </Chip>
      )}
    </div>
  );
}

interface FilterProps {
  readonly icon: typeof Tag;
  readonly name: string;
  readonly value: string;
  readonly on: boolean;
  readonly actions: readonly MenuAction[];
}

function Filter({ icon, name, value, on, actions }: FilterProps) {
  const trigger = (
    <MenuChip icon={icon} label={`${name}: ${value}`} on={on}>
      {value}
    </MenuChip>
  );
  return <Menu label={name} actions={actions} trigger={trigger} />;
}
