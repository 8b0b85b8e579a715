const KEY = 'hearth.room-later';
const DAY_MS = 86_400_000;

/** Whether the warning was put off less than a day ago. */
export function isRoomSnoozed(storage: Pick<Storage, 'getItem'>, nowMs: number): boolean {
  try {
    return nowMs - Number(storage.getItem(KEY) ?? 0) < DAY_MS;
  } catch {
    // Storage denied: it is said each time.
    return false;
  }
}

export function snoozeRoom(storage: Pick<Storage, 'setItem'>, nowMs: number): void {
  try {
    storage.setItem(KEY, String(nowMs));
  } catch {
    // Storage denied: see above.
  }
}
