/** Words that cannot both be said of one thing, English and German. */
const PAIRS =
  'before:after above:below more:less more:fewer most:least first:last increase:decrease increased:decreased rose:fell rises:falls ' +
  'open:closed opens:closes opened:closed won:lost left:right north:south east:west northern:southern eastern:western hot:cold ' +
  'warm:cold early:late earlier:later always:never all:none allowed:forbidden accepted:rejected accepted:declined approved:rejected ' +
  'agreed:refused bought:sold buy:sell lent:borrowed arrived:left morning:evening inside:outside indoor:outdoor larger:smaller ' +
  'bigger:smaller higher:lower taller:shorter longer:shorter faster:slower cheaper:dearer older:younger upper:lower passed:failed ' +
  'succeeded:failed with:without true:false safe:dangerous dry:wet light:dark full:empty maximum:minimum included:excluded ' +
  'remove:add removed:added raised:lowered raise:lower front:back even:odd son:daughter brother:sister mother:father husband:wife ' +
  'uncle:aunt over:under monday:tuesday summer:winter spring:autumn red:green red:blue black:white daily:weekly weekly:monthly ' +
  'monthly:yearly annually:monthly ' +
  'vor:nach mehr:weniger erste:letzte offen:geschlossen links:rechts norden:süden osten:westen heiß:kalt warm:kalt früh:spät ' +
  'früher:später immer:nie größer:kleiner höher:niedriger länger:kürzer schneller:langsamer älter:jünger mit:ohne oben:unten ' +
  'innen:außen gekauft:verkauft erlaubt:verboten angenommen:abgelehnt gewonnen:verloren morgens:abends sommer:winter ' +
  'mutter:vater bruder:schwester sohn:tochter billiger:teurer voll:leer gestiegen:gesunken';

const OPPOSITES: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const map = new Map<string, Set<string>>();
  const add = (a: string, b: string) => map.set(a, (map.get(a) ?? new Set()).add(b));
  for (const pair of PAIRS.split(' ')) {
    const [a = '', b = ''] = pair.split(':');
    add(a, b);
    add(b, a);
  }
  return map;
})();

export const isOpposed = (a: string, b: string): boolean => OPPOSITES.get(a)?.has(b) ?? false;
