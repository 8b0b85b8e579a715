import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Item } from '../../core/items/item.ts';
import { fillTemplate } from '../../core/notes/templates.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { useClient, useCommand } from '../client.tsx';
import { useLocale } from '../i18n/i18n.tsx';
import { here } from './daily/days.ts';
import type { NoteHandle } from './note-handle.ts';

export interface Templates {
  /** By title. Empty where the folder of templates holds none. */
  list(): Promise<readonly Item[]>;
  /** Writes a new note from it and goes there. */
  create(template: Item, title: string): Promise<void>;
  insert(template: Item, title: string, editor: NoteHandle): Promise<void>;
}

/** Notes in the folder of templates, and what is made from them. */
export function useTemplates(): Templates {
  const client = useClient();
  const command = useCommand();
  const navigate = useNavigate();
  const locale = useLocale();
  const filled = useCallback(
    async (template: Item, title: string) => {
      const view = await client.query('item', { itemId: template.id });
      return fillTemplate(view?.text ?? '', { title, nowMs: Date.now(), zone: here(), locale });
    },
    [client, locale],
  );
  return {
    async list() {
      // What the query gives has been checked by the kernel.
      const settings = (await client.query('settings', {})) as Settings;
      const folder = settings['notes.templateFolder'];
      const page = await client.query('items', { kinds: ['note'], folder, sort: 'title', limit: 200 });
      return page.items;
    },
    async create(template, title) {
      const { text, cursor } = await filled(template, title);
      const itemId = client.newId();
      const outcome = await command('create-note', { itemId, title, text });
      if (outcome === null) return;
      await navigate({ to: '/notes/$itemId', params: { itemId }, search: cursor === null ? {} : { at: cursor } });
    },
    async insert(template, title, editor) {
      const { text, cursor } = await filled(template, title);
      const before = editor.text();
      editor.insert(text);
      if (cursor === null) return;
      // Where it went: what stands before it is as it was.
      const start = editor.text().indexOf(text, commonStart(before, editor.text()) - text.length);
      if (start >= 0) editor.goTo(start + cursor);
    },
  };
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
