import { vi } from 'vitest';

/** What the tests ask of any browser. Elements are named by XPath, which all of them know. */
export interface Driver {
  readonly version: string;
  goto(url: string): Promise<void>;
  /** Runs a function in the page. It sees nothing but its argument, which is JSON, as is what it gives. */
  evaluate<T>(act: (argument: string) => T | Promise<T>, argument?: string): Promise<T>;
  /** Waits for it, up to 20 s. */
  click(xpath: string): Promise<void>;
  type(xpath: string, text: string): Promise<void>;
  pressEnter(xpath: string): Promise<void>;
  /** Opens another tab and goes on in it; the one before stays open. */
  openTab(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Asks until there is an answer. Throws what was waited for, with what went wrong as its cause. */
export async function until<T>(what: string, ask: () => Promise<T | null>, limitMs = 90_000): Promise<NonNullable<T>> {
  try {
    return (await vi.waitUntil(ask, { timeout: limitMs, interval: 50 })) as NonNullable<T>;
  } catch (cause) {
    throw new Error(`It did not come in ${limitMs / 1000} s: ${what}`, { cause });
  }
}
