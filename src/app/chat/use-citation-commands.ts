import { useCommands } from '../commands/commands.tsx';

/** From citation to citation through the conversation, from wherever the focus is. */
export function useCitationCommands(): void {
  useCommands([
    { id: 'citation.next', text: 'composer.cite.next', section: 'conversation', keys: 'J', run: () => step(1) },
    {
      id: 'citation.previous',
      text: 'composer.cite.previous',
      section: 'conversation',
      keys: 'K',
      run: () => step(-1),
    },
  ]);
}

/** Without the focus on one: to the first, or the last. */
function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('main [data-cite]')];
  const held = document.activeElement;
  const at = held instanceof HTMLElement ? all.indexOf(held) : -1;
  all[at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by]?.focus();
}
