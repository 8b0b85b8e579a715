import { FindView } from '../find/FindView.tsx';

export function FindRoute() {
  return <FindView />;
}
