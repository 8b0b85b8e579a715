import { checkSetting } from '../../../core/settings/settings.ts';
import { findPreference, putSetting } from '../../../db/tables/settings.ts';
import type { HandlerInput } from './handler.ts';

export async function setPreference({
  payload,
  workspaceId,
  unit,
  context,
}: HandlerInput<'set-preference'>): Promise<void> {
  const held = await findPreference(context.db, workspaceId, payload.key);
  if (payload.value === null) {
    if (held !== null) await unit.patch('preferences', held, { deleted_ms: unit.nowMs });
  } else if (held === null) unit.insert('preferences', unit.newId(), { key: payload.key, value: payload.value });
  else await unit.patch('preferences', held, { value: payload.value, deleted_ms: null });
}

export function setSetting({ payload, unit, context }: HandlerInput<'set-setting'>): void {
  putSetting(context.db, unit, payload.key, checkSetting(payload.key, payload.value));
}

export function setSettings({ payload, unit, context }: HandlerInput<'set-settings'>): void {
  const checked = Object.entries(payload.settings).map(([key, value]) => [key, checkSetting(key, value)] as const);
  for (const [key, value] of checked) putSetting(context.db, unit, key, value);
}
