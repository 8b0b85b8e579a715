import { useNavigate } from '@tanstack/react-router';
import { ArrowDown, Copy, Download, Ellipsis, History, MessagesSquare, NotebookText, Search, X } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import { readHelpId } from '../../core/help/help-pages.ts';
import type { Id } from '../../core/ids.ts';
import type { Span } from '../../core/items/item.ts';
import type { ItemView } from '../../core/queries.ts';
import { useClient, useLive } from '../client.tsx';
import { GoneNote } from '../folders/GoneNote.tsx';
import { useT } from '../i18n/i18n.tsx';
import { keepsStill } from '../settings/appearance.ts';
import { LoadError } from '../shell/LoadError.tsx';
import { Elsewhere } from '../spaces/Elsewhere.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useToast } from '../ui/Toast.tsx';
import { ArchivedBar } from './ArchivedBar.tsx';
import { FindInText } from './FindInText.tsx';
import { ItemHead } from './ItemHead.tsx';
import { ItemText } from './ItemText.tsx';
import { NearlyTheSame } from './NearlyTheSame.tsx';
import { PdfBar, PdfSource } from './PdfSource.tsx';
import { PictureBar, PictureSource } from './PictureSource.tsx';
import { Similar } from './Similar.tsx';
import css from './SourcePane.module.css';
import { saveFile } from './save-file.ts';
import { readableSpan } from './sections.ts';
import { useFindInText } from './use-find-in-text.ts';
import { usePdfView } from './use-pdf-view.ts';
import { usePictureView } from './use-picture-view.ts';
import { usePlaceOf } from './use-place-words.ts';
import { WordsNote } from './WordsNote.tsx';

const HelpSource = lazy(async () => ({ default: (await import('../help/HelpSource.tsx')).HelpSource }));
const HistoryDialog = lazy(async () => ({ default: (await import('../history/HistoryDialog.tsx')).HistoryDialog }));
const c = classesOf(css);

export interface SourcePaneProps {
  readonly itemId: Id;
  /** The passage to show, in the item's text. */
  readonly span: Span | null;
  readonly onClose: () => void;
}

/** What an answer rests on, opened at the passage: an item's text, or a page of help. */
export function SourcePane(props: SourcePaneProps) {
  if (readHelpId(props.itemId) === null) return <ItemSource {...props} />;
  return (
    <Suspense>
      <HelpSource {...props} />
    </Suspense>
  );
}

function ItemSource({ itemId, span, onClose }: SourcePaneProps) {
  const t = useT();
  const { value, error, loading } = useLive('item', { itemId, rows: 'packed' });
  const [asked, setAsked] = useState(0);
  const find = () => setAsked((count) => count + 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'f' || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey) || !value) return;
    event.preventDefault();
    find();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of all that is in it
    <div className={c('pane')} onKeyDown={onKeyDown}>
      <header className={c('header')}>
        {value && <Icon of={KIND_ICONS[value.item.kind]} className={c('kind')} />}
        <h2 className={c('title')}>{value ? value.item.title : t('source.title')}</h2>
        {value && <IconButton icon={Search} label={t('source.find')} shortcut={t('source.find.keys')} onPress={find} />}
        {value && <SourceMenu view={value} span={span} />}
        <IconButton icon={X} label={t('ui.close')} shortcut="Esc" onPress={onClose} />
      </header>
      {value?.archive && <ArchivedBar itemId={itemId} archive={value.archive} />}
      {value && <SourceBody key={itemId} view={value} span={span} asked={asked} />}
      {value === null && (
        <Elsewhere id={itemId} otherwise={<EmptyState title={t('source.gone.title')} text={t('source.gone.text')} />} />
      )}
      {value === undefined && error && <LoadError error={error} />}
      {value === undefined && loading && <SkeletonRows />}
    </div>
  );
}

function SourceMenu({ view, span }: { readonly view: ItemView; readonly span: Span | null }) {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const navigate = useNavigate();
  const { item } = view;
  const [past, setPast] = useState(false);
  const download = async () => {
    try {
      const bytes = await client.original(item.id);
      if (bytes === null) toast.show({ text: t('source.noOriginal') });
      else saveFile(bytes, item.fileName ?? `${item.title}.md`);
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  const copy = async () => {
    await navigator.clipboard.writeText(view.text);
    toast.show({ text: t('source.copied') });
  };
  const actions: MenuAction[] = [
    { id: 'copy', label: t('source.copyText'), icon: Copy, run: () => void copy() },
    { id: 'history', label: t('history.open'), icon: History, run: () => setPast(true) },
    {
      id: 'download',
      label: t('source.download'),
      icon: Download,
      disabled: item.blobHash === null,
      run: () => void download(),
    },
  ];
  const openNote = () => void navigate({ to: '/notes/$itemId', params: { itemId: item.id } });
  const openConversation = () => {
    const at = view.places.find(({ start, end }) => span !== null && start <= span.start && span.start < end)?.place;
    const message = at?.type === 'message' ? { message: at.id } : {};
    void navigate({ to: '/ask/$conversationId', params: { conversationId: item.id }, search: message });
  };
  if (item.details?.type === 'chat' && item.details.source === 'hearth')
    actions.unshift({ id: 'open', label: t('chat.openAt'), icon: MessagesSquare, run: openConversation });
  if (item.kind === 'note')
    actions.unshift({ id: 'open', label: t('source.openNote'), icon: NotebookText, run: openNote });
  return (
    <>
      <Menu
        label={t('source.more')}
        actions={actions}
        trigger={<IconButton icon={Ellipsis} label={t('source.more')} />}
      />
      <Suspense>{past && <HistoryDialog item={item} onClose={() => setPast(false)} />}</Suspense>
    </>
  );
}

interface SourceBodyProps {
  readonly view: ItemView;
  readonly span: Span | null;
  /** How often it was asked to find words in it. */
  readonly asked: number;
}

function SourceBody({ view, span, asked }: SourceBodyProps) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const passage = readableSpan(view.text, span);
  const [before] = useState(asked);
  const finder = useFindInText(view, passage, asked - before);
  const inside = finder.span ?? passage;
  const pdf = usePdfView(view);
  const picture = usePictureView(view);
  const away = usePassageInView(
    scroller,
    view.rows === null ? inside : null,
    pdf?.shown ?? picture?.state.is ?? 'text',
  );
  const text = <ItemText view={view} span={inside} />;
  const place = usePlaceOf(view, inside);
  return (
    <>
      {finder.open && <FindInText finder={finder} />}
      {pdf && <PdfBar pdf={pdf} />}
      {picture && <PictureBar picture={picture} view={view} />}
      <section
        className={c('doc', view.rows !== null && 'tall')}
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by keyboard
        tabIndex={0}
        aria-label={view.item.title}
      >
        <div className={c('path')}>
          {view.path.split('/').join(' / ')}
          {place !== null && ` · ${place}`}
        </div>
        <GoneNote itemId={view.item.id} />
        {view.item.details && <ItemHead details={view.item.details} />}
        {span !== null && passage === null && <p className={c('note')}>{t('source.lost')}</p>}
        {picture && <PictureSource {...{ picture, view, scroller }} span={inside} />}
        <WordsNote view={view} />
        {view.text.trim() === '' && !pdf ? (
          view.pictures === null && <p className={c('note')}>{t('source.empty')}</p>
        ) : pdf ? (
          <PdfSource span={inside} {...{ pdf, view, scroller }}>
            {text}
          </PdfSource>
        ) : (
          text
        )}
        <NearlyTheSame itemId={view.item.id} />
        <Similar itemId={view.item.id} />
      </section>
      {away && (
        <div className={c('toPassage')}>
          <Button small icon={ArrowDown} onPress={() => showPassage(scroller.current, 'smooth')}>
            {t('source.toPassage')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Scrolls to the mark when the span or what is `shown` changes; says whether the reader has scrolled away from it. */
function usePassageInView(
  scroller: { readonly current: HTMLElement | null },
  span: Span | null,
  shown: string,
): boolean {
  const [away, setAway] = useState(false);
  const start = span?.start;
  const end = span?.end;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another span is another passage to show
  useEffect(() => {
    const frame = requestAnimationFrame(() => showPassage(scroller.current, 'auto'));
    const mark = scroller.current?.querySelector('mark');
    setAway(false);
    if (!mark) return () => cancelAnimationFrame(frame);
    const observer = new IntersectionObserver(([entry]) => setAway(entry !== undefined && !entry.isIntersecting), {
      root: scroller.current,
    });
    observer.observe(mark);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [start, end, shown]);
  return away;
}

/** Puts the passage a quarter down the pane. Sets the offset itself: nothing outside the pane may move. */
function showPassage(pane: HTMLElement | null, behavior: ScrollBehavior): void {
  const mark = pane?.querySelector('mark');
  if (!pane || !mark) return;
  const { left: x, top: y } = pane.getBoundingClientRect();
  const box = mark.getBoundingClientRect();
  const top = box.top - y + pane.scrollTop;
  const left = pane.scrollWidth > pane.clientWidth ? box.left - x + pane.scrollLeft - pane.clientWidth / 4 : 0;
  const calm = keepsStill() ? 'auto' : behavior;
  if (top > pane.clientHeight * 0.5 || pane.scrollTop > 0 || left > 0)
    pane.scrollTo({ top: Math.max(0, top - pane.clientHeight / 4), left: Math.max(0, left), behavior: calm });
}
