import { doubtsOf, type Nearness } from '../src/core/chat/check.ts';
import type { EvidenceBase } from '../src/core/chat/evidence.ts';
import { embedTexts } from './minilm.ts';

/** What a model wrote, and what it is checked against. */
export interface ComparedText {
  readonly text: string;
  readonly language: string;
  readonly base: EvidenceBase;
}

/** For each text, as the kernel finds it: how near what words cannot settle is to what it may rest on. */
export async function nearnessOf(written: readonly ComparedText[]): Promise<Nearness[][]> {
  const doubts = written.map(({ text, language, base }) => doubtsOf(text, language, base));
  const texts = [...new Set(doubts.flat().flatMap(({ sentence, texts: compared }) => [sentence, ...compared]))];
  const vectors = texts.length === 0 ? [] : await embedTexts(texts);
  const vectorOf = new Map(texts.map((text, at) => [text, vectors[at] ?? new Float32Array()]));
  const cosine = (one: string, other: string): number => {
    const against = vectorOf.get(other);
    return vectorOf.get(one)?.reduce((sum, value, k) => sum + value * (against?.[k] ?? 0), 0) ?? 0;
  };
  return doubts.map((own) =>
    own.flatMap(({ sentence, texts: compared }) =>
      compared.map((text) => ({ sentence, text, cosine: cosine(sentence, text) })),
    ),
  );
}
