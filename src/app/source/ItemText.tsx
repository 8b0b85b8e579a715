import type { Span } from '../../core/items/item.ts';
import type { ItemView } from '../../core/queries.ts';
import { ChatText } from './ChatText.tsx';
import { CodeText } from './CodeText.tsx';
import { ContactText } from './ContactText.tsx';
import { foldsOf } from './fold-parts.ts';
import { SourceText } from './SourceText.tsx';
import { TableSource } from './TableSource.tsx';

export interface ItemTextProps {
  readonly view: ItemView;
  /** What is marked, in the view's text; not empty. */
  readonly span: Span | null;
}

/** A text as its kind is read. */
export function ItemText({ view, span }: ItemTextProps) {
  const { item, text, places, rows } = view;
  if (rows !== null) return <TableSource view={view} rows={rows} span={span} />;
  if (item.kind === 'code') return <CodeText face="lines" text={text} span={span} />;
  if (item.kind === 'chat' && places.length > 0) return <ChatText text={text} places={places} span={span} />;
  if (item.kind === 'contact') return <ContactText text={text} span={span} />;
  if (item.kind === 'file' && places[0]?.place.type === 'value')
    return <CodeText face="keys" text={text} span={span} />;
  return <SourceText item={item} text={text} span={span} folded={foldsOf(view)} />;
}
