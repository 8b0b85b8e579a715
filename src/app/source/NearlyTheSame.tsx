import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { TextComparison } from '../../core/items/compare-texts.ts';
import type { Item } from '../../core/items/item.ts';
import type { NearDuplicate } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { Differences } from './Differences.tsx';
import css from './Similar.module.css';

const c = classesOf(css);
/** So many are set beside it; more are rare, and each is read in full. */
const SHOWN = 5;

/** Things whose text is that of this one, or almost. Nothing where there are none; none is removed. */
export function NearlyTheSame({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const near = useLive('near-duplicates', { itemId }).value ?? [];
  if (near.length === 0) return null;
  return (
    <section className={c('similar')} aria-label={t('source.near')}>
      <h3 className={c('label')}>{t('source.near')}</h3>
      <ul>
        {near.slice(0, SHOWN).map((other) => (
          <li key={other.item.id}>
            <NearThing itemId={itemId} near={other} />
          </li>
        ))}
      </ul>
      {near.length > SHOWN && <p className={c('more')}>{t('source.near.more', { count: near.length - SHOWN })}</p>}
    </section>
  );
}

interface NearThingProps {
  readonly itemId: Id;
  readonly near: NearDuplicate;
}

function NearThing({ itemId, near: { item, same } }: NearThingProps) {
  const t = useT();
  const panel = useId();
  const open = useOpenSource();
  const [isOpen, setOpen] = useState(false);
  const compared = useLive('compare-items', same ? null : { itemId, otherId: item.id }).value;
  const how = useHowNear(same, compared);
  return (
    <>
      <div className={c('near')}>
        <button type="button" className={c('thing')} onClick={() => open(item.id)}>
          <Icon of={KIND_ICONS[item.kind]} size={16} />
          <span className={c('name')}>{item.title}</span>
          <span className={c('why')}>{[placeOf(item), how].filter((part) => part !== '').join(' · ')}</span>
        </button>
        {compared && compared.places !== 0 && (
          <Button
            small
            kind="quiet"
            icon={isOpen ? ChevronDown : ChevronRight}
            aria-expanded={isOpen}
            aria-controls={panel}
            aria-label={t('source.near.differs', { title: item.title })}
            onPress={() => setOpen(!isOpen)}
          >
            {t('source.near.what')}
          </Button>
        )}
      </div>
      <div id={panel} hidden={!isOpen}>
        {isOpen && compared && (
          <Differences compared={compared} removed={t('source.near.here')} added={t('source.near.there')} />
        )}
      </div>
    </>
  );
}

/** Its folder and file: things that are nearly the same often have the same title. */
const placeOf = ({ folder, fileName }: Item): string =>
  [...folder.split('/'), fileName ?? ''].filter((part) => part !== '').join(' / ');

function useHowNear(same: boolean, compared: TextComparison | null | undefined): string {
  const t = useT();
  const locale = useLocale();
  if (same) return t('source.near.same');
  if (!compared) return '';
  if (compared.places === 0) return t('source.near.words');
  // Never “100 %” of what differs.
  const share = Math.min(0.99, Math.floor(compared.share * 100) / 100);
  return t('source.near.share', { share: new Intl.NumberFormat(locale, { style: 'percent' }).format(share) });
}
