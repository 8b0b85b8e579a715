import { AppError } from '../../../core/errors.ts';
import { findSearch } from '../../../db/tables/searches.ts';
import type { HandlerInput } from './handler.ts';

export function saveSearch({ payload, unit }: HandlerInput<'save-search'>): void {
  const { searchId, name, query } = payload;
  unit.insert('searches', searchId, { name, query, created_ms: unit.nowMs });
}

export async function renameSearch(input: HandlerInput<'rename-search'>): Promise<void> {
  await requireLive(input);
  await input.unit.patch('searches', input.payload.searchId, { name: input.payload.name });
}

export async function deleteSearch(input: HandlerInput<'delete-search'>): Promise<void> {
  await requireLive(input);
  await input.unit.patch('searches', input.payload.searchId, { deleted_ms: input.unit.nowMs });
}

async function requireLive({ payload, context }: HandlerInput<'rename-search' | 'delete-search'>): Promise<void> {
  if ((await findSearch(context.db, payload.searchId)) === null)
    throw new AppError('not-found', 'That search is not kept any more.');
}
