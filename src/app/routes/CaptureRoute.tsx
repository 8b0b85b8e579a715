import { CaptureView } from '../capture/CaptureView.tsx';

export function CaptureRoute() {
  return <CaptureView />;
}
