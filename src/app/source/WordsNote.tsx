import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Id } from '../../core/ids.ts';
import type { ItemView, PictureSummary } from '../../core/queries.ts';
import { useCommand, useLive } from '../client.tsx';
import type { MessageId } from '../i18n/en.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './WordsNote.module.css';

const c = classesOf(css);

/** How far the words in a picture, or in the pages of a document that are pictures, have been read. */
export function WordsNote({ view }: { readonly view: ItemView }) {
  const t = useT();
  const { pictures, item } = view;
  if (pictures === null) return null;
  const isPicture = item.kind === 'image';
  const { read, none } = pictures;
  const of = (id: MessageId, pages: MessageId, count: number) => (isPicture ? t(id) : t(pages, { count }));
  return (
    <div className={c('words')} role="status">
      {isPicture && read > 0 && <h3 className={c('title')}>{t('pictures.words')}</h3>}
      {pictures.waiting > 0 && <Waiting itemId={item.id} count={pictures.waiting} isPicture={isPicture} />}
      {read > 0 && <p>{of('pictures.machine', 'pictures.machine.pages', read)}</p>}
      {none > 0 && <p>{of('pictures.none', 'pictures.none.pages', none)}</p>}
      {pictures.failed > 0 && <Failed view={view} pictures={pictures} isPicture={isPicture} />}
    </div>
  );
}

interface WaitingProps {
  readonly itemId: Id;
  readonly count: number;
  readonly isPicture: boolean;
}

function Waiting({ itemId, count, isPicture }: WaitingProps) {
  const t = useT();
  const command = useCommand();
  const { value: status } = useLive('status', {});
  const state = status?.pictures;
  if (state?.state === 'off') return <p>{t('pictures.off')}</p>;
  if (state?.state === 'degraded') {
    return (
      <Row action={<Retry run={() => void command('retry-pictures', { itemId })} />}>
        {t('pictures.degraded', { reason: state.reason })}
      </Row>
    );
  }
  return <p>{isPicture ? t('pictures.waiting') : t('pictures.waiting.pages', { count })}</p>;
}

interface FailedProps {
  readonly view: ItemView;
  readonly pictures: PictureSummary;
  readonly isPicture: boolean;
}

function Failed({ view, pictures, isPicture }: FailedProps) {
  const t = useT();
  const command = useCommand();
  const reason = pictures.reason ?? '';
  return (
    <Row action={<Retry run={() => void command('retry-pictures', { itemId: view.item.id })} />}>
      {isPicture ? t('pictures.failed', { reason }) : t('pictures.failed.pages', { count: pictures.failed, reason })}
    </Row>
  );
}

function Retry({ run }: { readonly run: () => void }) {
  const t = useT();
  return (
    <Button small icon={RotateCw} onPress={run}>
      {t('ui.retry')}
    </Button>
  );
}

function Row({ children, action }: { readonly children: ReactNode; readonly action: ReactNode }) {
  return (
    <div className={c('row')}>
      <p>{children}</p>
      {action}
    </div>
  );
}
