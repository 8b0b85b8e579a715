/** A cell by its row and column in the sheet, from 0. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that one page moves by. */
  readonly page: number;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/** Where a key leads from a cell, as in other tables; null for a key that does not lead. */
export function moveInGrid(from: GridCell, { key, ctrlKey, metaKey }: Pressed, size: GridSize): GridCell | null {
  const far = ctrlKey || metaKey;
  const to = (row: number, column: number): GridCell => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  const { row, column } = from;
  if (key === 'ArrowDown') return to(far ? size.rows : row + 1, column);
  if (key === 'ArrowUp') return to(far ? 0 : row - 1, column);
  if (key === 'ArrowRight') return to(row, far ? size.columns : column + 1);
  if (key === 'ArrowLeft') return to(row, far ? 0 : column - 1);
  if (key === 'PageDown') return to(row + size.page, column);
  if (key === 'PageUp') return to(row - size.page, column);
  if (key === 'Home') return to(far ? 0 : row, 0);
  if (key === 'End') return to(far ? size.rows : row, size.columns);
  return null;
}
