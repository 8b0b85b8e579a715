import { Code, Shapes } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Diagram.module.css';
import { DIAGRAM_PAGE, type DiagramColours, type DrawMessage, readFrameMessage } from './diagram-messages.ts';

const c = classesOf(css);
/** After this the frame cannot be had; it is a file of the own origin. */
const FRAME_MS = 20_000;

export interface DiagramProps {
  /** As mermaid reads it. */
  readonly source: string;
  /** The source, shown on request, and where it cannot be drawn. */
  readonly children: ReactNode;
}

type State =
  | { readonly type: 'drawing' }
  | { readonly type: 'drawn'; readonly height: number }
  | { readonly type: 'failed'; readonly reason: string };

/** A diagram, drawn in a frame that is apart from everything: it has no origin, and can load nothing. */
export function Diagram({ source, children }: DiagramProps) {
  const t = useT();
  const [asSource, setAsSource] = useState(false);
  const { frame, state, sandbox } = useFrame(source);
  if (state.type === 'failed') {
    return (
      <div>
        <p className={c('note')} role="status">
          {t('markdown.diagramFailed', { reason: state.reason })}
        </p>
        {children}
      </div>
    );
  }
  const height = state.type === 'drawn' ? state.height : 120;
  return (
    <figure className={c('figure')}>
      <figcaption className={c('head')}>
        <span>{t(state.type === 'drawn' ? 'markdown.diagram' : 'markdown.diagramDrawing')}</span>
        <IconButton
          icon={asSource ? Shapes : Code}
          size={16}
          label={t(asSource ? 'markdown.showDiagram' : 'markdown.showSource')}
          onPress={() => setAsSource(!asSource)}
        />
      </figcaption>
      {asSource && children}
      <iframe
        key={sandbox}
        ref={frame}
        className={c('frame')}
        hidden={asSource}
        title={t('markdown.diagram')}
        sandbox={sandbox}
        src={DIAGRAM_PAGE}
        style={{ height: `${height}px` }}
      />
    </figure>
  );
}

/**
 * A service worker, which has the page offline, does not answer for a frame that the attribute puts apart. So where one
 * is in control, its answer puts the frame apart, by its policy. The frame says whether that is so before it does anything.
 */
const APART = 'allow-scripts';
const APART_BY_POLICY = 'allow-scripts allow-same-origin';

function useFrame(source: string) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [state, setState] = useState<State>({ type: 'drawing' });
  const [sandbox, setSandbox] = useState(() => (navigator.serviceWorker?.controller ? APART_BY_POLICY : APART));
  const colours = useColours();
  const isReady = useRef(false);
  const draw = useRef<DrawMessage>({ type: 'draw', source, colours });
  draw.current = { type: 'draw', source, colours };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sandbox is another frame
  useEffect(() => {
    isReady.current = false;
    const late = setTimeout(() => setState((old) => (old.type === 'drawing' ? NOT_LOADED : old)), FRAME_MS);
    const listen = ({ source: from, origin, data }: MessageEvent) => {
      if (from === null || from !== frame.current?.contentWindow) return;
      const message = readFrameMessage(data);
      if (message?.type === 'not-apart') return setSandbox(APART);
      if (message === null || origin !== 'null') return;
      if (message.type !== 'ready') return setState(message);
      isReady.current = true;
      // Its origin is none, so that none can be named.
      frame.current.contentWindow?.postMessage(draw.current, '*');
    };
    addEventListener('message', listen);
    return () => {
      clearTimeout(late);
      removeEventListener('message', listen);
    };
  }, [sandbox]);
  useEffect(() => {
    if (isReady.current) frame.current?.contentWindow?.postMessage({ type: 'draw', source, colours }, '*');
  }, [source, colours]);
  return { frame, state, sandbox };
}

const NOT_LOADED: State = { type: 'failed', reason: '' };

/** The house's colours as they are now, and again when the theme changes. */
function useColours(): DiagramColours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const read = () =>
      setColours((old) => (JSON.stringify(old) === JSON.stringify(readColours()) ? old : readColours()));
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-contrast'] });
    return () => observer.disconnect();
  }, []);
  return colours;
}

function readColours(): DiagramColours {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    dark: root.dataset['theme'] === 'dark',
    ground: value('--ground'),
    raised: value('--raised'),
    sunken: value('--sunken'),
    line: value('--line-strong'),
    ink: value('--ink'),
    soft: value('--ink-2'),
    accent: value('--accent'),
  };
}
