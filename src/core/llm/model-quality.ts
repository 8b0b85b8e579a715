/** What a model was measured to be good for. A feature asks this before it leaves a decision, or the writing, to a model. */

/** `good`: as good as the feature needs. `below-bar`: shown only where it can be checked. `unknown`: not measured. */
export type Quality = 'good' | 'below-bar' | 'unknown';

export interface ModelQuality {
  readonly modelId: string;
  /** Answers in prose from passages put in front of it. */
  readonly writer: Quality;
  /** Orders passages by how likely the question follows them. */
  readonly judge: Quality;
  /** Share of answers that hold 80 % of the expected words, the right passage in front; null: not measured. */
  readonly writerScore: number | null;
  /** Share of the evidence that stands first, of the 12 best of the retrieval; null: not measured. */
  readonly judgeScore: number | null;
  readonly measured: string;
}

/** Share of right answers from which a model's prose is shown as an answer and not as an extra that was checked. */
export const WRITER_BAR = 0.7;

const MEASURED: readonly ModelQuality[] = [
  {
    modelId: 'SmolLM2-135M-Instruct',
    writer: 'below-bar',
    judge: 'good',
    writerScore: 0.2,
    judgeScore: 0.378,
    measured:
      '60 questions over long conversations with the right passage in front: 15 to 20 % written right, the passage ' +
      'itself 86 %. 120 questions: evidence in first place .174 by retrieval, .378 after judging the 12 best (int8).',
  },
];

/** The measured quality of a model; `unknown` throughout for one that was not measured. */
export function qualityOf(modelId: string): ModelQuality {
  const known = MEASURED.find((quality) => quality.modelId === modelId);
  if (known) return known;
  return { modelId, writer: 'unknown', judge: 'unknown', writerScore: null, judgeScore: null, measured: '' };
}
