import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandSchemas, isUndoable } from './commands.ts';
import { storableText } from './storable-text.ts';

test('every command that changes an item can be undone', () => {
  const items = ['create-note', 'edit-note', 'rename-item', 'move-item', 'tag-item', 'delete-item', 'restore-item'];
  expect(items.filter((type) => !isUndoable(type))).toEqual([]);
  expect(isUndoable('undo')).toBe(true);
  expect(Object.keys(commandSchemas).filter((type) => !isUndoable(type))).toEqual([
    'delete-for-good',
    'retry-pictures',
    'send-message',
    'answer-again',
    'continue-answer',
    'read-branch',
    'start-import',
    'connect-folder',
    'record-folder',
    'disconnect-folder',
    'set-folder-mode',
    'mirror-prepare',
    'mirror-settle',
    'mirror-forget',
    'pause-run',
    'resume-run',
    'stop-run',
    'set-setting',
    'set-settings',
    'undo-import',
    'archive-things',
    'bring-back',
    'bring-back-archive',
    'forget-incidents',
    'read-notices',
    'dismiss-notices',
  ]);
});

test('a text can be stored when it is well formed and holds no zero character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      (text) => {
        expect(storableText.safeParse(text).success).toBe(text.isWellFormed() && !text.includes('\0'));
      },
    ),
  );
});

test('JSON can be stored when all its texts can', () => {
  const { value } = commandSchemas['set-preference'].shape;
  const unit = fc.constantFrom('\\', 'u', '0', 'd', '8', '\0', '\ud800', '😀', 'a');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      const storable = text.isWellFormed() && !text.includes('\0');
      expect(value.safeParse({ [text]: [text] }).success).toBe(storable);
    }),
  );
});

test('a path of an import is taken with what cannot be stored shown, so that the rest of the batch goes on', () => {
  const { files } = commandSchemas['start-import'].shape;
  const listing = { path: 'a\0b\ud800.md', sizeBytes: 1, mediaType: '', modifiedMs: 0 };
  expect(files.parse([listing])[0]?.path).toBe('a\ufffdb\ufffd.md');
});
