import { DiagnosticsView } from '../data/DiagnosticsView.tsx';
import { YourDataView } from '../data/YourDataView.tsx';

export function DataRoute() {
  return <YourDataView />;
}

export function DiagnosticsRoute() {
  return <DiagnosticsView />;
}
