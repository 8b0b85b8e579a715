/** What an item says of itself beside its text, by kind. Plain JSON; times are UTC in ms. */
export type ItemDetails =
  | MailDetails
  | EventDetails
  | ContactDetails
  | ChatDetails
  | TableDetails
  | ImageDetails
  | CodeDetails;

export interface Person {
  /** Empty where only the address is known. */
  readonly name: string;
  /** In lower case; empty where only the name is known. */
  readonly address: string;
}

export interface MailDetails {
  readonly type: 'mail';
  readonly from: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly sentMs: number | null;
  /** Without the angle brackets; empty where it has none. */
  readonly messageId: string;
  /** The id of the message that began the thread; its own where it began one. */
  readonly threadId: string;
}

export interface EventDetails {
  readonly type: 'event';
  readonly uid: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly allDay: boolean;
  /** IANA name as the calendar kept it, or `UTC`; null for whole days and for floating times, which are kept as if in UTC. */
  readonly zone: string | null;
  /** RFC 5545 text (`FREQ=WEEKLY;BYDAY=MO`), or null for a single event. */
  readonly recurrence: string | null;
  /** Starts of occurrences that are left out, and that are added, UTC ms. */
  readonly excludedMs: readonly number[];
  readonly addedMs: readonly number[];
  readonly location: string;
  readonly organizer: Person | null;
  readonly attendees: readonly Person[];
}

export interface ContactDetails {
  readonly type: 'contact';
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  readonly organization: string;
}

export interface ChatDetails {
  readonly type: 'chat';
  /** The program that it was held with; `hearth` for what is asked here. */
  readonly source: 'chatgpt' | 'claude' | 'hearth';
  readonly messages: number;
  readonly branches: number;
}

export interface TableDetails {
  readonly type: 'table';
  readonly sheets: readonly SheetDetails[];
}

export interface SheetDetails {
  readonly name: string;
  /** Without the row of the names; with those that were left out because there are too many. */
  readonly rows: number;
  /** Names of the columns, 1,000 at most; none where the table has none. */
  readonly columns: readonly string[];
  /** Columns in all, where they are more than have names here. */
  readonly width?: number;
}

export interface ImageDetails {
  readonly type: 'image';
  /** In pixels, as it is shown. */
  readonly width: number;
  readonly height: number;
}

export interface CodeDetails {
  readonly type: 'code';
  /** As programmers call it: `TypeScript`. */
  readonly language: string;
}
