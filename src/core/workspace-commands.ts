import { z } from 'zod';
import type { Id } from './ids.ts';
import { storableText } from './storable-text.ts';
import {
  MAX_INSTRUCTIONS,
  WORKSPACE_COLOURS,
  WORKSPACE_ICONS,
  type WorkspaceColour,
  type WorkspaceIcon,
} from './workspace-looks.ts';

/** What can be done with workspaces, and asked of them. */

const id = z.uuid();
const name = storableText.trim().min(1).max(80);
const colour = z.enum(WORKSPACE_COLOURS).nullable();
const icon = z.enum(WORKSPACE_ICONS).nullable();
const instructions = storableText.max(MAX_INSTRUCTIONS);
const some = z.array(id).max(1000).default([]);

export const workspaceCommandSchemas = {
  'create-workspace': z.strictObject({
    workspaceId: id,
    name,
    colour: colour.default(null),
    icon: icon.default(null),
    instructions: instructions.default(''),
  }),
  /** What is not named stays as it is. */
  'change-workspace': z.strictObject({
    workspaceId: id,
    name: name.optional(),
    colour: colour.optional(),
    icon: icon.optional(),
    instructions: instructions.optional(),
  }),
  /** What belongs to it goes to the bin, or belongs to all from then on. */
  'delete-workspace': z.strictObject({ workspaceId: id, things: z.enum(['bin', 'all']) }),
  /** They belong to that workspace from now on; to all for `HOME_WORKSPACE`. What is attached to a mail goes along. */
  'move-to-workspace': z
    .strictObject({ toWorkspace: id, itemIds: some, conversationIds: some, searchIds: some })
    .refine(
      ({ itemIds, conversationIds, searchIds }) => itemIds.length + conversationIds.length + searchIds.length > 0,
      'Nothing is named that could be moved.',
    ),
} as const;

export const workspaceQuerySchemas = {
  /** All of them by name, without what they are told. */
  workspaces: z.strictObject({}),
  /** One of them, where it is looked from, or from Everything; else null. */
  workspace: z.strictObject({ workspaceId: id }),
  /** Where a thing or a conversation lies that is not seen from here, so that one can go there; null where there is none. */
  'where-is': z.strictObject({ id }),
} as const;

export interface WorkspaceView {
  readonly id: Id;
  readonly name: string;
  readonly colour: WorkspaceColour | null;
  readonly icon: WorkspaceIcon | null;
  /** Things of its own, not in the bin. */
  readonly items: number;
}

export interface WorkspacesView {
  /** By name, without the one that belongs to all. */
  readonly workspaces: readonly WorkspaceView[];
  /** Things in all of them, and in none. */
  readonly items: number;
}

export interface WorkspaceDetails extends WorkspaceView {
  readonly instructions: string;
  readonly conversations: number;
  readonly searches: number;
}

export interface Whereabouts {
  readonly workspaceId: Id;
  readonly name: string;
}
