import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { ModelCall } from '../../core/queries.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

export interface RecordedCall extends ModelCall {
  readonly runId: Id;
  readonly messageId: Id;
}

export function insertModelCall(db: Kysely<Database>, unit: WriteUnit, call: RecordedCall): void {
  const row = {
    id: unit.newId(),
    run_id: call.runId,
    message_id: call.messageId,
    purpose: call.purpose,
    model: call.model,
    prompt: call.prompt,
    input_tokens: call.inputTokens,
    output_tokens: call.outputTokens,
    elapsed_ms: call.elapsedMs,
    at_ms: unit.nowMs,
  };
  unit.device('llm_calls', db.insertInto('llm_calls').values(row));
}
