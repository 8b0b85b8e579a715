import { z } from 'zod';
import { AppError } from './errors.ts';

// The policy forbids making code from text, which the library would do to be faster, and tries at its first schema.
z.config({ jitless: true });

/** `input` as the schema gives it, or `bad-input` that says which field of `what` was wrong, and how. */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...unknown].map(String).join('.');
  const where = field === '' ? what : `${what}, ${field}`;
  throw new AppError('bad-input', `${where}: ${issue?.message ?? 'not valid'}`, { details: { field } });
}
