import { LibraryView } from '../library/LibraryView.tsx';

export function LibraryRoute() {
  return <LibraryView />;
}
