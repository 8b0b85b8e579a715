import { createHistory, type HistoryLocation, type RouterHistory } from '@tanstack/react-router';

interface Step {
  readonly path: string;
  readonly state: HistoryLocation['state'];
}

/** A history in memory whose links lead, followed elsewhere, to the same view of Hearth. */
export function createPaneHistory(address: string): RouterHistory {
  let steps: readonly Step[] = [{ path: address, state: { __TSR_index: 0, __TSR_key: 'first', key: 'first' } }];
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

function locationOf({ path, state }: Step): HistoryLocation {
  const [, pathname = '/', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(path) ?? [];
  return { href: path, pathname, search, hash, state };
}
