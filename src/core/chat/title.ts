const MAX_LENGTH = 60;
/** Of a long text, what stands here is looked at. */
const LOOKED_AT = 1000;

/** Openings that say nothing about the subject. */
const OPENING =
  /^(?:(?:hi|hello|hey|hallo|guten (?:tag|morgen|abend)|please|bitte|so|ok(?:ay)?)[,!.\s]+)*(?:(?:can|could|would|will) you (?:please )?(?:tell me|say|find|show me|explain|give me)|(?:do you )?know|tell me|show me|find me|give me|i(?:'d| would) like to know|i want to know|kannst du mir (?:bitte )?(?:sagen|zeigen|erklären)|sag mir|zeig mir|erklär mir|weißt du|ich (?:möchte|will|würde gern(?:e)?) wissen)?[,\s]*/iu;

const ENDING = /[\s,;–-]+(?:please|thanks|thank you|bitte|danke|vielen dank)[\s.!]*$/iu;

/** Words that only make a question of it, with the article behind them: what is left is what it is about. */
const ASKING: readonly RegExp[] = [
  /^(?:when|where|why|what)(?:'s|\s+(?:is|are|was|were|will be))\s+(?:(?:the|my|our|a|an)\s+)?(?:meant by\s+)?/iu,
  /^(?:when|where|why|how)\s+(?:do|does|did|can|could|should|shall|will|would|must)\s+(?:i|we|you|one)\s+/iu,
  /^(?:wann|wo|warum|wieso|weshalb|was)\s+(?:ist|sind|war|waren|wurde|wurden|wird|werden|liegt|liegen)\s+(?:(?:denn|eigentlich|nochmal|noch mal)\s+)?(?:(?:der|die|das|den|dem|ein|eine|mein|meine|unser|unsere)\s+)?/iu,
  /^(?:wann|wo|warum|wieso|weshalb|wie)\s+(?:kann|soll|sollte|muss|darf|könnte|mache|macht)\s+(?:ich|man|wir)\s+(?:(?:der|die|das|den|dem|ein|eine|einen|mein|meine|meinen|unser|unsere)\s+)?/iu,
];

/** Without these, what would be left points at something that is not named. */
const POINTS_AT = /^(?:it|that|this|there|these|those|he|she|they|es|das|dies|er|sie|mit)(?![\p{L}])/iu;

/**
 * A conversation's title: what its first question is about, without courtesies and the words that only ask; at most 60
 * characters, cut between words.
 */
export function conversationTitle(question: string): string {
  const sentence = askingSentence(question.slice(0, LOOKED_AT));
  const bare = sentence
    .replace(OPENING, '')
    .replace(/[\s.?!…]+$/u, '')
    .replace(ENDING, '');
  const asked = bare.length >= 3 ? bare : sentence.replace(/[\s.?!…]+$/u, '');
  const subject = subjectOf(asked) || sentence;
  const [first = ''] = subject;
  const title = first.toUpperCase() + subject.slice(first.length);
  if (title.length <= MAX_LENGTH) return title;
  const cut = title.slice(0, MAX_LENGTH - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > MAX_LENGTH / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:\ud800-\udbff]+$/u, '')}…`;
}

/** The first sentence that asks; where none does, the first line that says something. */
function askingSentence(text: string): string {
  const lines = text.split(/\n+/).map((line) =>
    line
      .replace(/^[>#*\s-]+/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const said = lines.filter((line) => line !== '');
  for (const line of said) {
    const asking = line.match(/[^.?!]*[^.?!\s][^.?!]*\?/u)?.[0].trim();
    if (asking !== undefined && asking.length >= 8) return asking;
  }
  return said[0] ?? text.replace(/\s+/g, ' ').trim();
}

function subjectOf(asked: string): string {
  for (const pattern of ASKING) {
    const rest = asked.replace(pattern, '');
    if (rest === asked) continue;
    return rest.length >= 4 && !POINTS_AT.test(rest) ? rest : asked;
  }
  return asked;
}
