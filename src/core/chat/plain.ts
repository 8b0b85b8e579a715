/** Markdown of a sentence or a line as a person would read it aloud: no markup, white space folded. */
export function plainSentence(source: string): string {
  return source
    .replace(/^\s*(?:>\s*)+/gm, '')
    .replace(/^\s*(?:#{1,6}\s+|(?:[-*+•–]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?)/, '')
    .replace(/^\s*\||\|\s*$/g, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/!?\[\[(?:[^\]|\n]*\|)?([^\]\n]*)\]\]/g, '$1')
    .replace(/<\/?[a-z][^<>\n]{0,200}>/gi, '')
    .replace(/(\*\*|__|~~|==)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(^|[\s(])([*_`])(?=\S)([^\n*_`]*?\S)\2(?=$|[\s).,;:!?])/g, '$1$3')
    .replace(/\s*\|\s*/g, ' · ')
    .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
