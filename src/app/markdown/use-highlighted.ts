import { useEffect, useMemo, useRef, useState } from 'react';
import type { CodeLine } from './highlight-code.ts';

export interface Highlighted {
  /** What the language is called; as it was written where it is not known. */
  readonly name: string;
  readonly lines: readonly CodeLine[];
}

interface Coloured {
  readonly code: string;
  readonly language: string;
  readonly name: string;
  readonly lines: readonly CodeLine[];
}

/** Code that grows is coloured anew at most so often. */
const AGAIN_MS = 250;
/** Above this, colours would hold up the page. */
const MOST_CHARACTERS = 50_000;

/** Code in lines: in colours as soon as its grammar is here, and plain before, and where there is none. */
export function useHighlighted(code: string, language: string, growing: boolean): Highlighted {
  const coloured = useColoured(code, language, growing);
  return useMemo(() => {
    if (coloured?.language !== language || !code.startsWith(coloured.code))
      return { name: language, lines: plain(code) };
    return { name: coloured.name, lines: goOn(coloured, code) };
  }, [coloured, code, language]);
}

function useColoured(code: string, language: string, growing: boolean): Coloured | null {
  const [coloured, setColoured] = useState<Coloured | null>(null);
  const wanted = useRef({ code, language });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    wanted.current = { code, language };
    if (language === '' || timer.current !== null || code.length > MOST_CHARACTERS) return;
    const start = () => {
      timer.current = null;
      const { current } = wanted;
      // A grammar that cannot be loaded leaves the code in one colour.
      colour(current.code, current.language).then(
        (next) => next !== null && wanted.current.language === next.language && setColoured(next),
        () => setColoured(null),
      );
    };
    timer.current = setTimeout(start, growing ? AGAIN_MS : 0);
  }, [code, language, growing]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return coloured;
}

async function colour(code: string, language: string): Promise<Coloured | null> {
  const { highlightLines, languageNamed, parserNamed } = await import('./highlight-code.ts');
  const parser = await parserNamed(language);
  if (parser === null) return null;
  return { code, language, name: languageNamed(language)?.name ?? language, lines: highlightLines(code, parser) };
}

const plain = (code: string): readonly CodeLine[] =>
  code.split('\n').map((text) => (text === '' ? [] : [{ text, classes: '' }]));

/** What came since it was coloured stands plain behind it. */
function goOn(coloured: Coloured, code: string): readonly CodeLine[] {
  if (coloured.code === code) return coloured.lines;
  const [first = [], ...rest] = plain(code.slice(coloured.code.length));
  return [...coloured.lines.slice(0, -1), [...(coloured.lines.at(-1) ?? []), ...first], ...rest];
}
