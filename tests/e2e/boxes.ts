import type { Page } from 'playwright';

/** What is wrong with the boxes of a page, in words that say where. */
export interface BoxFaults {
  readonly overlaps: readonly string[];
  readonly cut: readonly string[];
  readonly scrolls: readonly string[];
  readonly small: readonly string[];
}

/** Looks at every text and every target that can be seen now. Targets only where `leastTarget` is given, in px. */
export const boxFaults = (page: Page, leastTarget: number | null): Promise<BoxFaults> =>
  page.evaluate(look, leastTarget);

/** Runs in the page. */
function look(leastTarget: number | null): BoxFaults {
  interface Box {
    readonly element: Element;
    readonly text: string;
    readonly rect: DOMRect;
  }
  const name = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} “${words}”`;
  };
  const hides = (style: CSSStyleDeclaration) => style.overflowX !== 'visible' || style.overflowY !== 'visible';
  const isShown = (element: Element): boolean => {
    if (element.closest('.visually-hidden, [aria-hidden="true"], [hidden], svg') !== null) return false;
    return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };
  /** The part of a box that no ancestor and no edge of the window hides. */
  const visible = (element: Element, rect: DOMRect): DOMRect => {
    let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom];
    const clip = (by: DOMRect) => {
      left = Math.max(left, by.left);
      top = Math.max(top, by.top);
      right = Math.min(right, by.right);
      bottom = Math.min(bottom, by.bottom);
    };
    for (let at: Element | null = element; at !== null; at = at.parentElement)
      if (hides(getComputedStyle(at))) clip(at.getBoundingClientRect());
    clip(new DOMRect(0, 0, innerWidth, innerHeight));
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const texts: Box[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (element === null || text === '' || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      const rect = visible(element, line);
      if (rect.width > 1 && rect.height > 1) texts.push({ element, text, rect });
    }
  }
  /** Something that lies above it covers it: what is open on top of a page hides what is below. */
  const isOnTop = ({ element, rect }: Box): boolean => {
    const top = document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
    return top !== null && (top.contains(element) || element.contains(top));
  };
  const seen = texts.filter(isOnTop);
  /** Where both are, one of them stands on paper of its own that hides the other: an open pane over a list. */
  const isCovered = (one: Box, other: Box): boolean => {
    const x = (Math.max(one.rect.left, other.rect.left) + Math.min(one.rect.right, other.rect.right)) / 2;
    const y = (Math.max(one.rect.top, other.rect.top) + Math.min(one.rect.bottom, other.rect.bottom)) / 2;
    const top = document.elementFromPoint(x, y);
    const below = top !== null && one.element.contains(top) ? other.element : one.element;
    for (let at = top; at !== null && !at.contains(below); at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (backgroundColor.startsWith('rgb(')) return true;
    }
    return false;
  };
  const overlaps: string[] = [];
  for (const [at, one] of seen.entries())
    for (const other of seen.slice(at + 1)) {
      if (one.element === other.element) continue;
      const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const high = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      if (wide > 2 && high > 4 && !isCovered(one, other))
        overlaps.push(`“${one.text.slice(0, 40)}” and “${other.text.slice(0, 40)}”`);
    }
  const cut: string[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0 || !isShown(element)) continue;
    const style = getComputedStyle(element);
    const isMeant = style.textOverflow === 'ellipsis' || style.overflowX === 'auto' || style.overflowX === 'scroll';
    const hasText = (element.textContent ?? '').trim() !== '';
    if (hasText && !isMeant && style.overflowX !== 'visible' && !(element instanceof HTMLInputElement))
      cut.push(name(element));
  }
  for (const { element, text, rect } of seen) {
    const whole = element.getBoundingClientRect();
    if (whole.width > 0 && (rect.left < -1 || rect.right > innerWidth + 1))
      cut.push(`over the edge: “${text.slice(0, 40)}”`);
  }
  for (const element of document.querySelectorAll('[role="dialog"], [role="menu"], aside')) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isInView = left > -1 && top > -1 && right < innerWidth + 1 && bottom < innerHeight + 1;
    if (isShown(element) && !isInView && !element.parentElement?.closest('main, aside'))
      cut.push(`out of the window: ${name(element)}`);
  }
  const root = document.scrollingElement ?? document.documentElement;
  const scrolls = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} in ${root.clientWidth}`] : [];
  for (const element of document.querySelectorAll('main, main > *, [role="main"] > *'))
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'hidden')
      scrolls.push(name(element));
  const small: string[] = [];
  if (leastTarget !== null)
    for (const element of document.querySelectorAll(
      'a[href], button, input, textarea, select, [role="button"], [role="tab"]',
    )) {
      if (!isShown(element) || element.closest('label') !== null) continue;
      const style = getComputedStyle(element);
      // Links within a sentence are as high as their line.
      if (style.display === 'inline' && element.parentElement?.textContent?.trim() !== element.textContent?.trim())
        continue;
      const box = element.getBoundingClientRect();
      // A way out for screen readers alone is a dot.
      if (visible(element, box).width <= 1) continue;
      // What an icon reaches beyond its box by a layer of its own counts.
      const layer = getComputedStyle(element, '::before');
      const extra =
        layer.position === 'absolute' && layer.content !== 'none' ? -2 * Number.parseFloat(layer.top || '0') : 0;
      const high = box.height + Math.max(0, extra || 0);
      const wide = box.width + Math.max(0, extra || 0);
      if (high < leastTarget - 0.5 || wide < leastTarget - 0.5)
        small.push(`${name(element)} ${Math.round(wide)}×${Math.round(high)}`);
    }
  return { overlaps: [...new Set(overlaps)], cut: [...new Set(cut)], scrolls, small: [...new Set(small)] };
}

/** Where every box stands, as one text for each: two of these are the same when nothing has moved. */
export const boxesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Array.from(document.body.querySelectorAll('*'), (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return `${element.tagName} ${[x, y, width, height].map(Math.round).join(' ')}`;
    }),
  );
