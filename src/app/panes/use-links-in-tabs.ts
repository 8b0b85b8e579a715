import { useEffect } from 'react';
import { useTabStore } from './pane.tsx';

/** The address within Hearth that a link leads to; null for all others. */
function addressOfLink(event: MouseEvent): { readonly address: string; readonly title: string } | null {
  const [target] = event.composedPath();
  const link = target instanceof Element ? target.closest('a[href]') : null;
  const href = link?.getAttribute('href') ?? '';
  const at = href.indexOf('#/');
  if (link === null || at < 0 || /^[a-z]+:/i.test(href)) return null;
  return { address: href.slice(at + 1), title: wordsOf(link).slice(0, 200) };
}

/** Its text without what is only shown, as the key beside a name. */
function wordsOf(link: Element): string {
  const copy = link.cloneNode(true) as Element;
  for (const shown of copy.querySelectorAll('[aria-hidden]')) shown.remove();
  return copy.textContent?.trim() ?? '';
}

/** A link of Hearth, pressed with Control, Command or the middle button, opens in a tab behind; with Shift too, in front. */
export function useLinksInTabs(isOn: boolean): void {
  const tabs = useTabStore();
  useEffect(() => {
    if (!isOn) return;
    const take = (event: MouseEvent) => {
      const wants = event.type === 'auxclick' ? event.button === 1 : event.metaKey || event.ctrlKey;
      const link = wants ? addressOfLink(event) : null;
      if (link === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) tabs.open(link.address);
      else tabs.open(link.address, { title: link.title });
    };
    document.addEventListener('click', take, { capture: true });
    document.addEventListener('auxclick', take, { capture: true });
    return () => {
      document.removeEventListener('click', take, { capture: true });
      document.removeEventListener('auxclick', take, { capture: true });
    };
  }, [tabs, isOn]);
}
