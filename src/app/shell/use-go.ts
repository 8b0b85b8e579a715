import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { keepBeside } from './addresses.ts';

/** Brings the view at an address to the front. What is open beside stays. */
export function useGo(): (address: string) => void {
  const router = useRouter();
  return useCallback(
    (address) => router.history.push(keepBeside(address, router.latestLocation.search.beside)),
    [router],
  );
}

/** Opens the view at an address in the second pane, beside what is in front. */
export function useOpenBeside(): (address: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (address) =>
      void navigate({
        to: '.',
        search: ({ source: _, start: _start, end: _end, ...rest }) => ({ ...rest, beside: address }),
      }),
    [navigate],
  );
}
