const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words that are frequent in one language and rare in the others. */
const FREQUENT: readonly (readonly [language: string, words: ReadonlySet<string>])[] = [
  [
    'en',
    words(
      'the of and to is that it for was with as are this be on not by from at which have you or we but they their has were been would there what will can all if when',
    ),
  ],
  [
    'de',
    words(
      'der die und das den von zu ist mit sich des auf für nicht ein eine dem im es auch als wie bei oder wird sind nach aus werden einer einem einen noch wir sie ich aber zum zur über kann nur wenn durch',
    ),
  ],
  [
    'fr',
    words(
      'le la les et des est une du pour dans qui que pas sur avec par plus ce sont il elle nous vous ne au aux cette ont mais ou',
    ),
  ],
  [
    'es',
    words(
      'el la los las y que es una del por con para no se su al lo como más pero sus este ha está muy sin sobre también',
    ),
  ],
  [
    'it',
    words('il di che è la per un una non sono del della con si dei le da gli anche come più questo nel alla ma ha'),
  ],
];

/** Code units that are looked at: enough to be sure, whatever the length. */
const SAMPLE = 8_000;

function byScript(sample: string): string | null {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0;
  const kana = count(/[\u3040-\u30ff]/g);
  const han = count(/\p{Script=Han}/gu);
  if (kana + han > letters * 0.3) return kana > (kana + han) * 0.1 ? 'ja' : 'zh';
  return count(/[\uac00-\ud7a3]/g) > letters * 0.3 ? 'ko' : null;
}

/**
 * ISO 639-1, or `und`. By the share of each language's frequent words: at least 8 % of the words and three of them, and
 * a third more than the next language has. English, German, French, Spanish, Italian; Chinese, Japanese, Korean by script.
 */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const script = byScript(sample);
  if (script !== null) return script;
  const tokens = sample.toLowerCase().match(/\p{L}{1,40}/gu) ?? [];
  const scores = FREQUENT.map(([language, set]) => ({
    language,
    hits: tokens.reduce((sum, token) => sum + (set.has(token) ? 1 : 0), 0),
  })).sort((a, b) => b.hits - a.hits);
  const [best, next] = scores;
  if (best === undefined || best.hits < 3 || best.hits < tokens.length * 0.08) return 'und';
  return next !== undefined && best.hits * 3 < next.hits * 4 ? 'und' : best.language;
}
