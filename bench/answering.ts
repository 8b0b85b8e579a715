import { openNodeModel } from './answer-model.ts';
import { type AnswerFigure, measureAnswers } from './answers.ts';
import { type Figure, figure } from './figure.ts';

/** Fewer is better. */
const COSTS = /time|shown|wrong|flagged/;

/** The stages of an answer over the half of the questions that nothing was tuned on. Three minutes. */
export async function measureAnswering(): Promise<Figure[]> {
  const figures = await measureAnswers({ half: 'even', meaning: true, model: await openNodeModel(), written: 12 });
  return figures.map(toFigure);
}

function toFigure({ name, value, unit, goal }: AnswerFigure): Figure {
  const kebab = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const better = COSTS.test(name) ? 'lower' : 'higher';
  return figure(`answer-${kebab}`, value, { unit, better, ...(goal === null ? {} : { goal }) });
}
