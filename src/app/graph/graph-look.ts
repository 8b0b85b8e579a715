/** The colours and the letters of the house, as the canvas takes them. */
export interface GraphLook {
  readonly node: string;
  readonly other: string;
  readonly faint: string;
  readonly line: string;
  readonly accent: string;
  readonly ink: string;
  readonly raised: string;
  readonly ground: string;
  readonly font: string;
  /** As small as the smallest labels of the page, and as large as the size of type that is set makes them. */
  readonly labelPx: number;
  readonly calmMs: number;
}

/** `--t-small`. */
const LABEL_REM = 0.8125;

export function readLook(host: HTMLElement): GraphLook {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    node: token('--ink-3'),
    other: token('--info'),
    faint: token('--line-strong'),
    line: token('--line-strong'),
    accent: token('--accent'),
    ink: token('--ink-2'),
    raised: token('--raised'),
    ground: token('--ground'),
    font: token('--font-ui'),
    labelPx: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * LABEL_REM,
    calmMs: Number.parseFloat(token('--calm')) || 0,
  };
}
