import { ensureBuilt } from '../../../scripts/build.ts';
import { findChromium } from './browser.ts';

/** Before all: there is a browser, and `dist/` is what the sources give. */
export function setup(): void {
  findChromium();
  ensureBuilt();
}
