import { createBrowserHistory, createHistory, type HistoryLocation, type RouterHistory } from '@tanstack/react-router';

interface Step {
  readonly path: string;
  readonly state: HistoryLocation['state'];
}

const FIRST = { __TSR_index: 0, __TSR_key: 'first', key: 'first' } as const;

/** A history in memory whose links lead, followed elsewhere, to the same view of Hearth. */
export function createPaneHistory(address: string): RouterHistory {
  let steps: readonly Step[] = [{ path: address, state: FIRST }];
  let index = 0;
  const goTo = (to: number) => {
    index = Math.max(0, Math.min(to, steps.length - 1));
  };
  return createHistory({
    getLocation: () => locationOf(steps[index] as Step),
    getLength: () => steps.length,
    pushState: (path, state) => {
      steps = [...steps.slice(0, index + 1), { path, state }];
      index += 1;
    },
    replaceState: (path, state) => {
      steps = steps.map((step, at) => (at === index ? { path, state } : step));
    },
    go: (by) => goTo(index + by),
    back: () => goTo(index - 1),
    forward: () => goTo(index + 1),
    createHref: (path) => `#${path}`,
  });
}

/** The window's own, in the fragment. What stands before it (`?lang=…`, a campaign's mark) is no part of the address, and stays. */
export const createAddressHistory = (page: Window): RouterHistory =>
  createBrowserHistory({
    window: page,
    parseLocation: () =>
      locationOf({ path: page.location.hash.slice(1).replace(/^\/*/, '/'), state: page.history.state ?? FIRST }),
    createHref: (path: string) => `${page.location.pathname}${page.location.search}#${path}`,
  });

function locationOf({ path, state }: Step): HistoryLocation {
  const [, pathname = '/', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(path) ?? [];
  return { href: path, pathname, search, hash, state };
}
