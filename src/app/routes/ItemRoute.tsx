import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { usePane } from '../panes/pane.tsx';
import { addressedSpan } from '../shell/addresses.ts';
import { SourcePane } from '../source/SourcePane.tsx';

/** An item by itself, in the second pane. Closing it goes back to what was there before it, or closes the pane. */
export function ItemRoute() {
  const { itemId } = useParams({ from: '/item/$itemId' });
  const ends = useSearch({ from: '__root__' });
  const { history } = useRouter();
  const { close } = usePane();
  return (
    <SourcePane
      itemId={itemId}
      span={addressedSpan(ends)}
      onClose={() => (history.canGoBack() ? history.back() : close?.())}
    />
  );
}
