/** Whether the palette is open, and at which page: the id of a command with choices, or `null` for the first page. */
export interface PaletteState {
  readonly isOpen: boolean;
  readonly page: string | null;
}

export interface PaletteSwitch {
  readonly state: () => PaletteState;
  readonly open: (page?: string) => void;
  readonly close: () => void;
  readonly onChange: (listener: () => void) => () => void;
}

const CLOSED: PaletteState = { isOpen: false, page: null };

export function createPaletteSwitch(): PaletteSwitch {
  let state = CLOSED;
  const listeners = new Set<() => void>();
  const become = (next: PaletteState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    state: () => state,
    open: (page) => become({ isOpen: true, page: page ?? null }),
    close: () => {
      if (state.isOpen) become(CLOSED);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
