import { isJsonObject, type JsonValue } from './json-text.ts';

/** Conversations as the exports of ChatGPT and Claude hold them, in one shape. */

export interface ChatMessage {
  readonly id: string;
  /** The message that it answers, hidden ones included; null for the first. */
  readonly parent: string | null;
  readonly author: string;
  readonly atMs: number | null;
  /** Markdown; empty for what the program does not show. */
  readonly text: string;
}

export interface Conversation {
  readonly source: 'chatgpt' | 'claude';
  /** Empty where it has none. */
  readonly id: string;
  readonly title: string;
  readonly createdMs: number | null;
  readonly updatedMs: number | null;
  /** In the order of the export; parents may come after their children, or be missing. */
  readonly messages: readonly ChatMessage[];
  /** The last message of the branch that was open; null where the export does not say. */
  readonly current: string | null;
}

type Fields = { readonly [key: string]: JsonValue };

const fieldsOf = (value: JsonValue | undefined): Fields => (isJsonObject(value) ? value : {});
const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
const idOf = (value: JsonValue | undefined): string | null => textOf(value).slice(0, 200) || null;

const MAX_MS = 8.64e15;

/** Seconds since 1970, or a date in ISO's form. */
function timeOf(value: JsonValue | undefined): number | null {
  const ms = typeof value === 'number' ? Math.round(value * 1000) : Date.parse(textOf(value) || 'none');
  return Number.isNaN(ms) || Math.abs(ms) > MAX_MS ? null : ms;
}

function partText(part: JsonValue): string {
  if (typeof part === 'string') return part;
  const { content_type: type, text, asset_pointer: asset } = fieldsOf(part);
  if (typeof text === 'string') return text;
  return typeof asset === 'string' ? `[${textOf(type).split('_', 1)[0] || 'file'}]` : '';
}

/** Kinds of content that are the program's own work, not what was said. */
const HIDDEN_CONTENT: ReadonlySet<string> = new Set([
  'user_editable_context',
  'model_editable_context',
  'thoughts',
  'reasoning_recap',
  'system_error',
]);

function chatGptText(message: Fields): string {
  const role = textOf(fieldsOf(message['author'])['role']);
  const content = fieldsOf(message['content']);
  const recipient = textOf(message['recipient']) || 'all';
  const isHidden = fieldsOf(message['metadata'])['is_visually_hidden_from_conversation'] === true;
  if ((role !== 'user' && role !== 'assistant') || recipient !== 'all' || isHidden) return '';
  if (HIDDEN_CONTENT.has(textOf(content['content_type']))) return '';
  if (content['content_type'] === 'code') return `\`\`\`\n${textOf(content['text'])}\n\`\`\``;
  const parts = listOf(content['parts']).map(partText);
  return parts.filter((part) => part.trim() !== '').join('\n\n') || textOf(content['text']);
}

function chatGptConversation(raw: Fields): Conversation {
  const messages = Object.entries(fieldsOf(raw['mapping'])).map(([id, node]): ChatMessage => {
    const { message, parent } = fieldsOf(node);
    const fields = fieldsOf(message);
    return {
      id,
      parent: idOf(parent),
      author: textOf(fieldsOf(fields['author'])['role']) === 'user' ? 'You' : 'Assistant',
      atMs: timeOf(fields['create_time']),
      text: chatGptText(fields).trim(),
    };
  });
  return {
    source: 'chatgpt',
    id: idOf(raw['conversation_id']) ?? idOf(raw['id']) ?? '',
    title: textOf(raw['title']),
    createdMs: timeOf(raw['create_time']),
    updatedMs: timeOf(raw['update_time']),
    messages,
    current: idOf(raw['current_node']),
  };
}

function claudeText(message: Fields): string {
  const said = listOf(message['content']).map((part) => {
    const { type, text } = fieldsOf(part);
    return type === 'text' ? textOf(text) : '';
  });
  const text = said.filter((part) => part.trim() !== '').join('\n\n') || textOf(message['text']);
  const attached = [...listOf(message['attachments']), ...listOf(message['files'])].map((file) => {
    const { file_name: name, extracted_content: content } = fieldsOf(file);
    return textOf(name) === '' ? '' : `Attached: ${textOf(name)}\n\n${textOf(content)}`.trim();
  });
  return [text, ...attached].filter((part) => part.trim() !== '').join('\n\n');
}

/** What stands for no parent in the exports of Claude. */
const NO_PARENT = '00000000-0000-4000-8000-000000000000';

function claudeConversation(raw: Fields): Conversation {
  let before: string | null = null;
  const messages = listOf(raw['chat_messages']).map((value, i): ChatMessage => {
    const fields = fieldsOf(value);
    const id: string = idOf(fields['uuid']) ?? `message-${i + 1}`;
    const stated = idOf(fields['parent_message_uuid']);
    const parent: string | null = stated === null ? before : stated === NO_PARENT ? null : stated;
    before = id;
    const author = textOf(fields['sender']) === 'human' ? 'You' : 'Assistant';
    return { id, parent, author, atMs: timeOf(fields['created_at']), text: claudeText(fields).trim() };
  });
  return {
    source: 'claude',
    id: idOf(raw['uuid']) ?? '',
    title: textOf(raw['name']),
    createdMs: timeOf(raw['created_at']),
    updatedMs: timeOf(raw['updated_at']),
    messages,
    current: idOf(raw['current_leaf_message_uuid']) ?? before,
  };
}

function conversationOf(value: JsonValue): Conversation | null {
  const fields = fieldsOf(value);
  if (isJsonObject(fields['mapping']) && ('current_node' in fields || 'create_time' in fields))
    return chatGptConversation(fields);
  return Array.isArray(fields['chat_messages']) ? claudeConversation(fields) : null;
}

/** The conversations of an export, told by their shape; null where a JSON value is none. */
export function conversationsOf(value: JsonValue): readonly Conversation[] | null {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  const conversations = list.map(conversationOf).filter((each) => each !== null);
  return conversations.length > 0 && conversations.length >= list.length / 2 ? conversations : null;
}
