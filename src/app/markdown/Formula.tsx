import { useContext, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { UnfinishedContext } from './contexts.ts';
import type { MarkedText } from './marked-text.ts';

export interface FormulaProps extends MarkedText {
  readonly display: boolean;
}

/**
 * A formula, as MathML that the browser lays out and screen readers read; its source until it is set, while it is
 * written, where a passage in it is marked, and, with a sentence, where it cannot be set.
 */
export function Formula({ text, mark, display }: FormulaProps) {
  const t = useT();
  const unfinished = useContext(UnfinishedContext);
  const place = useRef<HTMLSpanElement>(null);
  const [state, setState] = useState<'source' | 'set' | 'failed'>('source');
  const asSource = mark !== null || (unfinished && display);
  useEffect(() => {
    if (asSource) return setState('source');
    let ended = false;
    void import('./set-formula.ts')
      .then(({ setFormula }) => {
        if (!ended && place.current !== null) setState(setFormula(place.current, text, display) ? 'set' : 'failed');
      })
      .catch(() => {
        if (!ended) setState('failed');
      });
    return () => {
      ended = true;
    };
  }, [text, display, asSource]);
  return (
    <span data-formula={display ? 'display' : 'inline'}>
      <span ref={place} hidden={state !== 'set'} />
      {state !== 'set' && (
        <code>
          {mark === null ? (
            text
          ) : (
            <>
              {text.slice(0, mark.start)}
              <mark>{text.slice(mark.start, mark.end)}</mark>
              {text.slice(mark.end)}
            </>
          )}
        </code>
      )}
      {state === 'failed' && <span data-failed>{t('markdown.formulaFailed')}</span>}
    </span>
  );
}
