import { useLayoutEffect } from 'react';

/** Where styles alone make a field as high as its lines. */
const grows = () => CSS.supports('field-sizing', 'content');

/** As high as its lines, up to the limit that its style sets. */
export function useGrowing(field: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever the text changes
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null || grows()) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
}
