/** What lives in the kernel's memory only, by topic and key: streaming text, progress. Changes are noticed like rows. */
export const SESSION_TOPICS = [
  'turns',
  'model',
  'indexing',
  'embedding',
  'pictures',
  'meanings',
  'usage',
  'undo',
  'places',
  'backups',
  'outside',
  'health',
] as const;
export type SessionTopic = `session:${(typeof SESSION_TOPICS)[number]}`;

export interface SessionState {
  get<T>(topic: SessionTopic, key: string): T | undefined;
  set(topic: SessionTopic, key: string, value: unknown): void;
  remove(topic: SessionTopic, key: string): void;
}

export function createSessionState(onChange: (topic: SessionTopic) => void): SessionState {
  const values = new Map<string, unknown>();
  return {
    // The caller that set it says what it is: each topic has one writer.
    get: <T>(topic: SessionTopic, key: string) => values.get(`${topic}/${key}`) as T | undefined,
    set(topic, key, value) {
      values.set(`${topic}/${key}`, value);
      onChange(topic);
    },
    remove(topic, key) {
      if (values.delete(`${topic}/${key}`)) onChange(topic);
    },
  };
}
