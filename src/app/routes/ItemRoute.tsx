import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { usePane } from '../panes/pane.tsx';
import { SourcePane } from '../source/SourcePane.tsx';

/** An item by itself, in the second pane. Closing it goes back to what was there before it, or closes the pane. */
export function ItemRoute() {
  const { itemId } = useParams({ from: '/item/$itemId' });
  const { start, end } = useSearch({ from: '__root__' });
  const { history } = useRouter();
  const { close } = usePane();
  const span = start !== undefined && end !== undefined ? { start, end } : null;
  return <SourcePane itemId={itemId} span={span} onClose={() => (history.canGoBack() ? history.back() : close?.())} />;
}
