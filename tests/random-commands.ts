import fc from 'fast-check';
import * as Y from 'yjs';
import type { CommandEnvelope, CommandType } from '../src/core/commands.ts';
import type { Id } from '../src/core/ids.ts';
import { HOME_WORKSPACE } from '../src/core/workspaces.ts';
import type { TestHouse, TestKernel } from './kernel-harness.ts';

/** Random commands on a few notes: what the laws of the write path are tried on. */

const WORDS = ['heron', 'pond', 'kiln', 'glaze', 'Reiher', 'Ofen', 'brew', 'train', 'Wien', 'apple'];
const TAGS = ['garden', 'studio', 'home'];

export type Step =
  | { readonly type: 'create'; readonly title: string; readonly text: string }
  | { readonly type: 'edit'; readonly note: number; readonly at: number; readonly text: string }
  | { readonly type: 'rename'; readonly note: number; readonly title: string }
  | { readonly type: 'move'; readonly note: number; readonly folder: string }
  | { readonly type: 'tag'; readonly note: number; readonly tags: readonly string[] }
  | { readonly type: 'delete' | 'restore'; readonly note: number }
  | { readonly type: 'save-search'; readonly name: string }
  | { readonly type: 'rename-search'; readonly search: number; readonly name: string }
  | { readonly type: 'delete-search'; readonly search: number }
  | { readonly type: 'prefer'; readonly key: string; readonly value: number | null }
  | { readonly type: 'undo'; readonly command: number };

const phrase = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const note = fc.nat(3);

export const steps = (size: { readonly min: number; readonly max: number }): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ type: fc.constant('create' as const), title: phrase, text: phrase }) },
      { weight: 4, arbitrary: fc.record({ type: fc.constant('edit' as const), note, at: fc.nat(20), text: phrase }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('rename' as const), note, title: phrase }) },
      {
        weight: 2,
        arbitrary: fc.record({ type: fc.constant('move' as const), note, folder: fc.constantFrom('', 'A', 'A/B') }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ type: fc.constant('tag' as const), note, tags: fc.subarray(TAGS) }),
      },
      { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('delete' as const, 'restore' as const), note }) },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('prefer' as const),
          key: fc.constantFrom('a', 'b'),
          value: fc.option(fc.nat(3)),
        }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('save-search' as const), name: phrase }) },
      {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('rename-search' as const), search: fc.nat(1), name: phrase }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('delete-search' as const), search: fc.nat(1) }) },
      { weight: 4, arbitrary: fc.record({ type: fc.constant('undo' as const), command: fc.nat(10) }) },
    ),
    { minLength: size.min, maxLength: size.max },
  );

export interface Player {
  /** The command for a step, to be sent by the caller; null where it makes no sense yet. */
  envelope(step: Step): Promise<CommandEnvelope | null>;
  /** Sends it; a refusal by the handler is an answer like others. */
  play(step: Step): Promise<CommandEnvelope | null>;
  readonly sent: readonly CommandEnvelope[];
  readonly notes: readonly Id[];
}

/** What a client does with steps: it makes ids, and edits notes as it last saw them. */
export function createPlayer(house: TestHouse, kernel: () => TestKernel): Player {
  const notes: Id[] = [];
  const searches: Id[] = [];
  const sent: CommandEnvelope[] = [];
  const pickOf = (ids: readonly Id[], index: number): Id | null => ids[index % Math.max(1, ids.length)] ?? null;
  const pick = (index: number): Id | null => pickOf(notes, index);

  const command = (type: CommandType, payload: unknown): CommandEnvelope =>
    ({ id: house.ids.next(), type, payload, workspace: HOME_WORKSPACE }) as CommandEnvelope;

  const make = async (step: Step): Promise<CommandEnvelope | null> => {
    if (step.type === 'create') {
      const itemId = house.ids.next();
      notes.push(itemId);
      return command('create-note', { itemId, title: step.title, text: step.text });
    }
    if (step.type === 'save-search') {
      const searchId = house.ids.next();
      searches.push(searchId);
      return command('save-search', { searchId, name: step.name, query: step.name });
    }
    if (step.type === 'rename-search' || step.type === 'delete-search') {
      const searchId = pickOf(searches, step.search);
      const payload = step.type === 'rename-search' ? { searchId, name: step.name } : { searchId };
      return searchId === null ? null : command(step.type, payload);
    }
    if (step.type === 'prefer') return command('set-preference', { key: step.key, value: step.value });
    if (step.type === 'undo') {
      const target = sent[step.command % Math.max(1, sent.length)];
      return target === undefined ? null : command('undo', { commandId: target.id });
    }
    const itemId = pick(step.note);
    if (itemId === null) return null;
    switch (step.type) {
      case 'edit':
        return command('edit-note', { itemId, update: await editOf(kernel(), itemId, step.at, step.text) });
      case 'rename':
        return command('rename-item', { itemId, title: step.title });
      case 'move':
        return command('move-item', { itemId, folder: step.folder });
      case 'tag':
        return command('tag-item', { itemId, tags: step.tags });
      default:
        return command(step.type === 'delete' ? 'delete-item' : 'restore-item', { itemId });
    }
  };

  const envelope = async (step: Step): Promise<CommandEnvelope | null> => {
    const made = await make(step);
    if (made !== null) sent.push(made);
    return made;
  };

  return {
    envelope,
    sent,
    notes,
    async play(step) {
      const made = await envelope(step);
      if (made !== null) await send(kernel(), made);
      return made;
    },
  };
}

/** The outcome, or the code of the refusal. */
export async function send(kernel: TestKernel, envelope: CommandEnvelope): Promise<unknown> {
  try {
    return await kernel.call('command', envelope);
  } catch (thrown) {
    const { code } = thrown as { code?: unknown };
    if (code !== 'not-found' && code !== 'conflict') throw thrown;
    return { refused: code };
  }
}

/** An insertion, or a deletion where the place is even, in the note as it is now. */
async function editOf(kernel: TestKernel, itemId: Id, at: number, text: string): Promise<Uint8Array> {
  const body = await kernel.query('item-body', { itemId });
  const document = new Y.Doc();
  if (body !== null) Y.applyUpdate(document, body.update);
  const before = Y.encodeStateVector(document);
  const content = document.getText('body');
  const place = Math.min(at, content.length);
  if (at % 4 === 0 && content.length > place) content.delete(place, Math.min(5, content.length - place));
  else content.insert(place, ` ${text} `);
  return Y.encodeStateAsUpdate(document, before);
}
