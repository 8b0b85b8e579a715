const ID = /<([^<>\s]{1,995})>/g;

/** The ids that a field names, without angle brackets. */
function messageIds(value: string): readonly string[] {
  const bracketed = [...value.matchAll(ID)].map(([, id]) => id ?? '');
  if (bracketed.length > 0) return bracketed;
  const bare = value.trim();
  return /^[^\s<>]{1,995}$/.test(bare) ? [bare] : [];
}

export interface ThreadFields {
  readonly messageId: string;
  readonly references: string;
  readonly inReplyTo: string;
}

/** The message that began a thread, and the one that a message answers. Empty ids where there are none. */
export function readThread({ messageId, references, inReplyTo }: ThreadFields) {
  const own = messageIds(messageId)[0] ?? '';
  const earlier = messageIds(references);
  const answered = messageIds(inReplyTo)[0] ?? earlier.at(-1) ?? null;
  return { messageId: own, threadId: earlier[0] ?? answered ?? own, parent: answered };
}
