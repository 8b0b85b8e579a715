import { useState } from 'react';

/** How large something is shown, in steps. */
export interface Zoom {
  /** In shares of what fits the pane. */
  readonly zoom: number;
  /** Null where it cannot be made smaller, or larger. */
  readonly smaller: (() => void) | null;
  readonly larger: (() => void) | null;
}

/** Begins with the first of `steps`, which go from small to large. */
export function useZoom(steps: readonly number[]): Zoom {
  const [step, setStep] = useState(0);
  return {
    zoom: steps[step] ?? 1,
    smaller: step === 0 ? null : () => setStep(step - 1),
    larger: step === steps.length - 1 ? null : () => setStep(step + 1),
  };
}
