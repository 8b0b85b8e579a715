/** What stands around the editor can do with it. Offsets are UTF-16 code units of the note's text. */
export interface NoteHandle {
  focus(): void;
  /** Puts the cursor there, in sight, and the focus. */
  goTo(offset: number): void;
  /** Where the cursor is, or over what is selected. */
  insert(text: string): void;
  text(): string;
  /** Calls back after each change of the text; returns the way to end it. */
  onText(changed: () => void): () => void;
  /** Where the cursor is. */
  cursor(): number;
  /** Calls back after the cursor, or the text, has moved; returns the way to end it. */
  onCursor(moved: () => void): () => void;
}
