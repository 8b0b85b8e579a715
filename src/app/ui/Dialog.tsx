import { lazy, type ReactNode, Suspense } from 'react';

const DialogPanel = lazy(async () => ({ default: (await import('./DialogPanel.tsx')).DialogPanel }));

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one to press last. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
}

/** Modal; Escape and a press outside close it, and the focus goes back to where it was. On a phone a sheet from below. */
export function Dialog({ open, ...panel }: DialogProps) {
  return <Suspense>{open && <DialogPanel {...panel} />}</Suspense>;
}
