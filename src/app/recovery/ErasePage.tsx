import { useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { Ember } from '../shell/Ember.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { ERASE_STEPS, type EraseStep, eraseEverything } from './erase.ts';
import { ERASE_LOCK, isErasing, TOLD_LOCK } from './erase-mark.ts';
import css from './Recovery.module.css';
import { isSomethingLeft, type Remains } from './remains.ts';

const c = classesOf(css);

type State =
  | { readonly is: 'erasing'; readonly step: EraseStep }
  | { readonly is: 'done'; readonly remains: Remains }
  | { readonly is: 'elsewhere'; readonly over: boolean };

/** Erases, and shows what is left. In a tab that was only told of it, says so. */
export function ErasePage({ isTold }: { readonly isTold: boolean }) {
  const [state, setState] = useState<State>(
    isTold ? { is: 'elsewhere', over: false } : { is: 'erasing', step: 'tabs' },
  );
  const begun = useRef(false);
  const erase = useCallback(() => void eraseAlone(setState), []);
  useEffect(() => {
    if (begun.current) return; // effects run twice while developing
    begun.current = true;
    if (isTold) void awaitOther(setState);
    else erase();
  }, [isTold, erase]);
  return (
    <main className={c('screen')}>
      <div className={c('column')}>
        <Ember large />
        {state.is === 'erasing' && <Erasing step={state.step} />}
        {state.is === 'done' && <Erased remains={state.remains} onAgain={erase} />}
        {state.is === 'elsewhere' && <Elsewhere over={state.over} />}
      </div>
    </main>
  );
}

/** One tab erases; another that finds the mark waits for it. */
async function eraseAlone(tell: (state: State) => void): Promise<void> {
  const remains = await navigator.locks.request(ERASE_LOCK, { ifAvailable: true }, async (lock) =>
    lock === null ? null : eraseEverything((step) => tell({ is: 'erasing', step })),
  );
  if (remains !== null) tell({ is: 'done', remains });
  else await awaitOther(tell);
}

const LOOK_MS = 500;

/** Until no tab erases and the mark is gone. */
async function awaitOther(tell: (state: State) => void): Promise<void> {
  tell({ is: 'elsewhere', over: false });
  void navigator.locks.request(TOLD_LOCK, { mode: 'shared' }, () => new Promise(() => undefined));
  for (;;) {
    await navigator.locks.request(ERASE_LOCK, { mode: 'shared' }, () => undefined);
    if (!isErasing(localStorage)) return tell({ is: 'elsewhere', over: true });
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function Erasing({ step }: { readonly step: EraseStep }) {
  const t = useT();
  return (
    <>
      <Title text={t('recovery.erasing')} />
      <p className={c('lead')}>{t('recovery.erasing.keep')}</p>
      <div className={c('work')} role="status">
        <span>{t(`recovery.erasing.${step}`)}</span>
        <ProgressBar label={t('recovery.erasing')} done={ERASE_STEPS.indexOf(step)} total={ERASE_STEPS.length} />
      </div>
    </>
  );
}

const KINDS = ['files', 'databases', 'caches', 'keys'] as const;
/** More names than that tell nothing more. */
const SHOWN = 20;

function Erased({ remains, onAgain }: { readonly remains: Remains; readonly onAgain: () => void }) {
  const t = useT();
  const bytes = useBytes();
  const isLeft = isSomethingLeft(remains);
  const names = KINDS.flatMap((kind) => remains[kind]);
  return (
    <>
      <Title text={t(isLeft ? 'recovery.erased.not' : 'recovery.erased')} />
      <p className={c('lead')} role="status">
        {t(isLeft ? 'recovery.erased.not.text' : 'recovery.erased.text')}
      </p>
      <dl className={c('left')}>
        {KINDS.map((kind) => (
          <Count key={kind} name={t(`recovery.left.${kind}`)} count={remains[kind].length} />
        ))}
        <Count name={t('recovery.left.serviceWorkers')} count={remains.serviceWorkers} />
        <Count name={t('recovery.left.cookies')} count={remains.cookies} />
      </dl>
      {names.length > 0 && <p className={c('names')}>{names.slice(0, SHOWN).join(', ')}</p>}
      {remains.foreign.length > 0 && (
        <p className={c('note')}>{t('recovery.left.foreign', { names: remains.foreign.slice(0, SHOWN).join(', ') })}</p>
      )}
      <p className={c('note')}>{t('recovery.left.usage', { size: bytes(remains.usageBytes) })}</p>
      <div className={c('buttons')}>
        {isLeft ? (
          <Button kind="primary" onPress={onAgain}>
            {t('recovery.erased.again')}
          </Button>
        ) : (
          <BeginAnew />
        )}
      </div>
    </>
  );
}

function Count({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </div>
  );
}

function Elsewhere({ over }: { readonly over: boolean }) {
  const t = useT();
  return (
    <>
      <Title text={t(over ? 'recovery.elsewhere.done' : 'recovery.elsewhere.during')} />
      <p className={c('lead')} role="status">
        {t('recovery.elsewhere.text')}
      </p>
      <div className={c('buttons')}>{over && <BeginAnew />}</div>
    </>
  );
}

function BeginAnew() {
  const t = useT();
  return (
    <Button kind="primary" onPress={() => location.replace(new URL('./', document.baseURI))}>
      {t('recovery.erased.anew')}
    </Button>
  );
}

function Title({ text }: { readonly text: string }) {
  const t = useT();
  useEffect(() => {
    document.title = t('shell.documentTitle', { title: text });
  }, [t, text]);
  return <h1>{text}</h1>;
}
