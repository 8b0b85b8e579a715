/** The colours and the letters of the house, as the canvas takes them. */
export interface GraphLook {
  readonly node: string;
  readonly other: string;
  readonly faint: string;
  readonly line: string;
  readonly accent: string;
  readonly ink: string;
  readonly raised: string;
  readonly font: string;
  readonly calmMs: number;
}

export function readLook(host: HTMLElement): GraphLook {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    node: token('--ink-3'),
    other: token('--info'),
    faint: token('--line-strong'),
    line: token('--line'),
    accent: token('--accent'),
    ink: token('--ink-2'),
    raised: token('--raised'),
    font: token('--font-ui'),
    calmMs: Number.parseFloat(token('--calm')) || 0,
  };
}
