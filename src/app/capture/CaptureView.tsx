import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import {
  type Captured,
  type CaptureRefusal,
  noteOf,
  readCaptured,
  readHearthLink,
} from '../../core/capture/captured.ts';
import { useClient, useCommand, useReadOnly } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useImporting } from '../import/ImportProvider.tsx';
import { Page } from '../shell/Page.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Capture.module.css';
import { forgetShared, takeShared } from './received-share.ts';

const c = classesOf(css);

interface Arrived {
  readonly captured: Captured;
  readonly files: readonly File[];
}

const EMPTY: Arrived = { captured: { title: '', text: '', url: '' }, files: [] };
const REFUSALS: ReadonlySet<string> = new Set<CaptureRefusal>(['nothing', 'too-large', 'bad-address', 'unknown-link']);
const isRefusal = (value: string | undefined): value is CaptureRefusal => value !== undefined && REFUSALS.has(value);

/** What comes from outside is shown here, can be changed, and becomes a note only with a press. Empty: a quick note. */
export function CaptureView() {
  const { arrived, refusal } = useArrived();
  const t = useT();
  return (
    <Page title={t('capture.title')}>
      <div className={c('scroll')}>
        <div className={c('column')}>
          {refusal !== null && <p role="alert">{t(`capture.refused.${refusal}`)}</p>}
          {arrived !== null && <CaptureForm key={JSON.stringify(arrived.captured)} arrived={arrived} />}
          <Bookmarklet />
        </div>
      </div>
    </Page>
  );
}

function useArrived(): { readonly arrived: Arrived | null; readonly refusal: CaptureRefusal | null } {
  const search = useSearch({ from: '/capture' });
  const navigate = useNavigate();
  const [state, setState] = useState<{ arrived: Arrived | null; refusal: CaptureRefusal | null }>({
    arrived: null,
    refusal: null,
  });
  const { shared, link, refused, title, text, url } = search;
  useEffect(() => {
    const take = (fields: Readonly<Record<string, unknown>>, files: readonly File[] = []) => {
      const read = readCaptured(fields);
      if (read.ok) return setState({ arrived: { captured: read.captured, files }, refusal: null });
      const isEmpty = read.refusal === 'nothing';
      setState({ arrived: { ...EMPTY, files }, refusal: isEmpty ? null : read.refusal });
    };
    const open = async () => {
      if (isRefusal(refused)) return setState({ arrived: EMPTY, refusal: refused });
      if (shared !== undefined) {
        const found = await takeShared(shared);
        return found === null ? take({}) : take({ ...found.fields }, found.files);
      }
      if (link === undefined) return take({ title, text, url });
      const target = readHearthLink(link);
      if (!target.ok) setState({ arrived: EMPTY, refusal: target.refusal });
      else if (target.kind === 'item')
        void navigate({ to: '/item/$itemId', params: { itemId: target.itemId }, replace: true });
      else if (target.kind === 'note') take({ ...target.captured });
      else void navigate({ to: '/find', search: { q: target.query }, replace: true });
    };
    void open();
  }, [shared, link, refused, title, text, url, navigate]);
  return state;
}

function CaptureForm({ arrived: { captured, files } }: { readonly arrived: Arrived }) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  const { shared } = useSearch({ from: '/capture' });
  const { addFiles } = useImporting();
  const [title, setTitle] = useState(captured.title);
  const [text, setText] = useState(captured.text);
  const nothing = `${title}${text}${captured.url}`.trim() === '';
  const leave = async (to: '/library' | '/notes/$itemId', itemId = '') => {
    if (shared !== undefined) await forgetShared(shared);
    await (to === '/library' ? navigate({ to }) : navigate({ to, params: { itemId } }));
  };
  const keep = async () => {
    if (files.length > 0) addFiles(files);
    if (nothing) return leave('/library');
    const itemId = client.newId();
    const outcome = await command(
      'create-note',
      { itemId, ...noteOf({ ...captured, title, text }) },
      { done: t('capture.kept') },
    );
    if (outcome !== null) await leave('/notes/$itemId', itemId);
  };
  return (
    <form
      className={c('form')}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      {captured.url !== '' && (
        <p className={c('from')}>
          {t('capture.from')} <bdi>{captured.url}</bdi>
        </p>
      )}
      <label>
        {t('capture.name')}
        <input value={title} maxLength={500} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label>
        {t('capture.text')}
        {/* biome-ignore lint/a11y/noAutofocus: the view is for writing at once */}
        <textarea autoFocus rows={10} dir="auto" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      {files.length > 0 && (
        <ul className={c('files')} aria-label={t('capture.files')}>
          {files.map(({ name }) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <div className={c('actions')}>
        <Button onPress={() => void leave('/library')}>{t('capture.discard')}</Button>
        <Button kind="primary" type="submit" isDisabled={readOnly || (nothing && files.length === 0)}>
          {t('capture.keep')}
        </Button>
      </div>
    </form>
  );
}

/** Sends the page's address, title and selection in the address's fragment, which no server sees. */
const bookmarkletOf = (place: string): string =>
  `javascript:(()=>{const e=encodeURIComponent,s=String(getSelection()).slice(0,6000);open(${JSON.stringify(place)}+'#/capture?title='+e(JSON.stringify(document.title.slice(0,300)))+'&url='+e(JSON.stringify(location.href))+'&text='+e(JSON.stringify(s)))})()`;

function Bookmarklet() {
  const t = useT();
  const code = bookmarkletOf(new URL('./', document.baseURI).href);
  return (
    <details className={c('bookmarklet')}>
      <summary>{t('capture.bookmarklet')}</summary>
      <p>{t('capture.bookmarklet.how')}</p>
      <textarea
        readOnly
        rows={4}
        aria-label={t('capture.bookmarklet')}
        value={code}
        onFocus={(event) => event.target.select()}
      />
    </details>
  );
}
