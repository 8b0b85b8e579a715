/** What stands behind the `?` of a view's address. */

/** What is looked for, and where. */
export interface FindSearch {
  readonly q?: string;
  readonly kind?: string;
  readonly tag?: string;
  readonly folder?: string;
  readonly from?: string;
}

export interface LibrarySearch {
  readonly view?: 'bin';
}

/** A conversation, at a message. */
export interface ConversationSearch {
  readonly message?: string;
}

/** A page of help: the part below a heading, and another language than the interface's. */
export interface HelpSearch {
  readonly at?: string;
  readonly lang?: string;
}

export interface SettingsSearch {
  readonly setting?: string;
}

export interface NoteSearch {
  readonly at?: number;
  /** `2026-11-22` */
  readonly day?: string;
  /** A heading, or a block that has a name: `[[Note#Heading]]` and `[[Note#^block]]` lead there. */
  readonly heading?: string;
  readonly block?: string;
}

export interface NotesSearch {
  readonly folder?: string;
  readonly tag?: string;
}

/** What was sent to be kept, in the address. */
export interface CaptureSearch {
  /** Names what the service worker keeps of a share. */
  readonly shared?: string;
  /** A `web+hearth` link. */
  readonly link?: string;
  /** Why a share was not kept. */
  readonly refused?: string;
  readonly title?: string;
  readonly text?: string;
  readonly url?: string;
}
