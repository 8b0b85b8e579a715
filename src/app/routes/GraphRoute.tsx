import { GraphView } from '../graph/GraphView.tsx';

export function GraphRoute() {
  return <GraphView />;
}
