/** What comes before the question when a passage is judged by the question's likelihood (Sachan et al., 2022). */
export const judgePrefix = (passage: string): string => `Passage: ${passage}\nA question that this passage answers:`;

export const judgePrompt = (passage: string, question: string): string => `${judgePrefix(passage)} ${question.trim()}`;
