import { expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import type { Id } from '../../core/ids.ts';

const house = testHouse();

const NOTES = [
  { path: 'Boiler.md', content: '# Boiler\n\nThe boiler was last serviced on 12 March 2024 by Mr Okafor.' },
  { path: 'Pond.md', content: '# Pond\n\nThe pond is 90 centimetres deep at the north end.' },
];

interface Asked {
  readonly conversationId: Id;
  readonly messageId: Id;
  readonly answerId: Id;
  readonly runId: Id;
}

const question = (conversationId: Id = house.ids.next()): Asked => ({
  conversationId,
  messageId: house.ids.next(),
  answerId: house.ids.next(),
  runId: house.ids.next(),
});

const send = (kernel: TestKernel, asked: Asked, text = 'When was the boiler serviced?', commandId?: Id) =>
  kernel.command('send-message', { ...asked, parentId: null, text }, commandId);

const turnOf = (kernel: TestKernel, { answerId }: Asked) => kernel.query('turn', { answerId });

test('without a model the answer is a quotation with its citation, committed with the end of the turn', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const asked = question();
  await send(kernel, asked);
  await kernel.kernel.context.runs.idle();
  const turn = await turnOf(kernel, asked);
  expect(turn?.status).toBe('done');
  expect(turn?.answer?.notes).toContain('quoting-only');
  expect(turn?.answer?.quotes[0]?.text).toContain('12 March 2024');
  const { rows } = await house.store.query('select quote from citations where message_id = $1', [asked.answerId]);
  expect(rows).toHaveLength(turn?.answer?.quotes.length ?? -1);
  const view = await kernel.query('conversation', { conversationId: asked.conversationId });
  expect(view?.messages.map(({ role, status }) => [role, status])).toEqual([
    ['user', 'done'],
    ['assistant', 'done'],
  ]);
});

test('a question that nothing answers says so', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const asked = question();
  await send(kernel, asked, 'Who painted the ceiling of the opera house?');
  await kernel.kernel.context.runs.idle();
  expect((await turnOf(kernel, asked))?.answer).toMatchObject({ quotes: [], notes: ['nothing-found'] });
});

test('a kernel that dies at any write of a turn leaves a question that can go on, and is answered once', {
  timeout: 120_000,
}, async () => {
  let outlived = false;
  for (let dies = 1; !outlived; dies++) {
    await house.wipe();
    const filling = await house.open();
    await filling.import(NOTES);
    await filling.close();
    const asked = question();
    const commandId = house.ids.next();
    const crashed = Promise.withResolvers<false>();
    let writes = 0;
    const beforeWrite = (kernel: { crash(): void }) => {
      if (++writes !== dies) return;
      kernel.crash();
      crashed.resolve(false);
    };
    const lived = house.open({ beforeWrite }).then(async (kernel) => {
      await send(kernel, asked, undefined, commandId);
      await kernel.kernel.context.runs.idle();
    });
    outlived = await Promise.race([
      lived.then(
        () => true,
        () => crashed.promise,
      ),
      crashed.promise,
    ]);
    const next = await house.open();
    await send(next, asked, undefined, commandId);
    await next.kernel.context.runs.idle();
    const held = await turnOf(next, asked);
    expect(['interrupted', 'done'], `died at write ${dies}`).toContain(held?.status);
    if (held?.status === 'interrupted') {
      await next.command('resume-run', { runId: asked.runId });
      await next.kernel.context.runs.idle();
    }
    const turn = await turnOf(next, asked);
    expect(turn?.status).toBe('done');
    expect(turn?.answer?.quotes[0]?.text).toContain('12 March 2024');
    const view = await next.query('conversation', { conversationId: asked.conversationId });
    expect(view?.messages).toHaveLength(2);
    const { rows } = await house.store.query(
      'select count(*) as citations, count(distinct ordinal) as ordinals from citations',
    );
    expect(rows[0]?.['citations']).toBe(rows[0]?.['ordinals']);
  }
});

test('an interrupted turn can be stopped, and keeps what was quoted', async () => {
  const filling = await house.open();
  await filling.import(NOTES);
  await filling.close();
  const asked = question();
  let steps = 0;
  const first = await house.open({
    afterWrite(kernel) {
      // The question is committed, then the first step.
      if (++steps === 2) kernel.crash();
    },
  });
  void send(first, asked).catch(() => undefined);
  await expect.poll(() => steps, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  const second = await house.open();
  expect((await turnOf(second, asked))?.status).toBe('interrupted');
  await second.command('stop-run', { runId: asked.runId });
  const turn = await turnOf(second, asked);
  expect(turn?.status).toBe('stopped');
  expect(turn?.answer?.quotes[0]?.text).toContain('12 March 2024');
  await expect(second.command('resume-run', { runId: asked.runId })).rejects.toMatchObject({ code: 'conflict' });
});

test('asked twice under one id, a question is there once', async () => {
  const kernel = await house.open();
  const asked = question();
  const commandId = house.ids.next();
  const [one, two] = await Promise.all([
    send(kernel, asked, 'Anything?', commandId),
    send(kernel, asked, 'Anything?', commandId),
  ]);
  expect([one.repeated, two.repeated]).toEqual([false, true]);
  const view = await kernel.query('conversation', { conversationId: asked.conversationId });
  expect(view?.messages).toHaveLength(2);
});

test('an answer has no more passages than asked for, and a limit out of range is refused', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const asked = question();
  await kernel.command('send-message', { ...asked, parentId: null, text: 'How deep is the boiler pond?', limit: 1 });
  await kernel.kernel.context.runs.idle();
  expect((await turnOf(kernel, asked))?.answer?.passages).toHaveLength(1);
  const wrong = { ...question(), parentId: null, text: 'How deep?', limit: 21 };
  await expect(kernel.command('send-message', wrong)).rejects.toMatchObject({ code: 'bad-input' });
});

test('a follow-up is answered with the subject of the question before', async () => {
  const kernel = await house.open();
  await kernel.import([
    ...NOTES,
    { path: 'Heating.md', content: '# Heating\n\nThe heating costs £12 in summer. The heating costs £90 in winter.' },
    { path: 'Garden.md', content: '# Garden\n\nIn winter the garden rests.' },
  ]);
  const first = question();
  await send(kernel, first, 'What does the heating cost in summer?');
  await kernel.kernel.context.runs.idle();
  const next = question(first.conversationId);
  await kernel.command('send-message', { ...next, parentId: first.answerId, text: 'And in winter?' });
  await kernel.kernel.context.runs.idle();
  expect((await turnOf(kernel, next))?.answer?.quotes[0]?.text).toContain('£90 in winter');
});
