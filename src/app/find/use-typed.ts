import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 120;

export interface Typed {
  /** What stands in the field. */
  readonly text: string;
  /** What to search: at most every 120 ms another. */
  readonly settled: string;
  readonly type: (text: string) => void;
}

/** A field whose value is searched while it is typed, at a bounded rate. `address` may change from outside. */
export function useTyped(address: string): Typed {
  const [text, setText] = useState(address);
  const [settled, setSettled] = useState(address);
  const own = useRef(address);
  useEffect(() => {
    if (address === own.current) return;
    own.current = address;
    setText(address);
    setSettled(address);
  }, [address]);
  useEffect(() => {
    const timer = setTimeout(() => {
      own.current = text;
      setSettled(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, settled, type: setText };
}
