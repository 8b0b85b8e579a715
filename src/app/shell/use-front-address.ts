import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { itemAddress } from './addresses.ts';

export interface FrontAddress {
  /** Behind the `#`: of the view in front, or of the source that is read beside it. */
  readonly address: string;
  /** The whole link, for the clipboard and for another window. */
  readonly link: string;
}

/** Where somebody is, as a link says it. What is open beside is left out: a link names one thing. */
export function useFrontAddress(): () => FrontAddress {
  const router = useRouter();
  return useCallback(() => {
    const { pathname, search } = router.latestLocation;
    const { source, start, end, beside: _, ...own } = search;
    const span = start !== undefined && end !== undefined ? { start, end } : null;
    const address =
      source === undefined ? `${pathname}${router.options.stringifySearch?.(own) ?? ''}` : itemAddress(source, span);
    const base = location.href.slice(0, location.href.length - location.hash.length);
    return { address, link: `${base}#${address}` };
  }, [router]);
}
