import { findChromium } from '../tests/browser/harness/browser.ts';
import { installDebian } from './debian.ts';

/** Finds a Chromium for the tests, or installs Debian's where it may. Throws with what to do where it may not. */
export function ensureChromium(): string {
  try {
    return findChromium();
  } catch {
    installDebian('The browser tests', 'chromium');
    return findChromium();
  }
}
