import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import { useSay, useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from './Button.tsx';
import { classesOf } from './classes.ts';
import css from './Toast.module.css';

const c = classesOf(css);
const STAYS_MS = 8_000;
const AT_ONCE = 3;

export interface ToastAction {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

export interface ToastMessage {
  readonly text: string;
  readonly tone?: 'plain' | 'bad';
  /** What the user can do about it. A failure of it is shown as the next message. */
  readonly action?: ToastAction;
  /** Something else to do with it. */
  readonly other?: ToastAction;
}

export interface Toasts {
  readonly show: (message: ToastMessage) => void;
}

interface Shown extends ToastMessage {
  readonly key: number;
}

const ToastContext = createContext<Toasts | null>(null);

export function useToast(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === null) throw new Error('useToast outside ToastProvider');
  return toasts;
}

/** Short messages at the bottom, read out politely; they go by themselves, but not under the pointer or the focus. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const nextKey = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    const key = nextKey.current++;
    setShown((old) => [...old, { ...message, key }].slice(-AT_ONCE));
  }, []);
  const dismiss = useCallback((key: number) => setShown((old) => old.filter((toast) => toast.key !== key)), []);
  const toasts = useMemo(() => ({ show }), [show]);
  return (
    <ToastContext value={toasts}>
      {children}
      <section className={c('region')} aria-label={t('ui.notifications')} aria-live="polite" aria-atomic="false">
        {shown.map((toast) => (
          <Toast key={toast.key} toast={toast} onDismiss={dismiss} show={show} />
        ))}
      </section>
    </ToastContext>
  );
}

interface ToastProps {
  readonly toast: Shown;
  readonly onDismiss: (key: number) => void;
  readonly show: (message: ToastMessage) => void;
}

function Toast({ toast, onDismiss, show }: ToastProps) {
  const t = useT();
  const say = useSay();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDismiss(toast.key), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, toast.key, onDismiss]);
  const act = async ({ run }: ToastAction) => {
    onDismiss(toast.key);
    try {
      await run();
    } catch (thrown) {
      show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the message while it is read
    <div
      className={c('toast', toast.tone === 'bad' && 'bad')}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={c('text')} dir="auto">
        {say(toast.text)}
      </span>
      {[toast.other, toast.action].map(
        (action) =>
          action !== undefined && (
            <Button key={action.label} kind="quiet" small onPress={() => act(action)}>
              {action.label}
            </Button>
          ),
      )}
      <IconButton icon={X} size={16} tipSide="top" label={t('ui.dismiss')} onPress={() => onDismiss(toast.key)} />
    </div>
  );
}
