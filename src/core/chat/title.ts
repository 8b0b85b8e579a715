const MAX_LENGTH = 60;

/** Openings that say nothing about the subject. */
const OPENING =
  /^(?:(?:hi|hello|hey|hallo|please|bitte|so|ok(?:ay)?)[,!.\s]+)*(?:(?:can|could|would|will) you (?:please )?(?:tell me|say|find|show me)|(?:do you )?know|tell me|show me|i(?:'d| would) like to know|kannst du mir (?:bitte )?(?:sagen|zeigen)|sag mir|weißt du|ich (?:möchte|würde gern(?:e)?) wissen)?[,\s]*/iu;

/** A conversation's title: its first question without the courtesies, at most 60 characters, cut between words. */
export function conversationTitle(question: string): string {
  const line = question.slice(0, 1000).replace(/\s+/g, ' ').trim();
  const bare = line.replace(OPENING, '');
  const subject = (bare.length >= 3 ? bare : line).replace(/[\s.?!…]+$/u, '');
  const [first = ''] = subject;
  const title = first.toUpperCase() + subject.slice(first.length);
  if (title.length <= MAX_LENGTH) return title;
  const cut = title.slice(0, MAX_LENGTH - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > MAX_LENGTH / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:\ud800-\udbff]+$/u, '')}…`;
}
