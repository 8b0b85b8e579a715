/** Words that carry a question and not its subject, folded: English and German. */
const STOPWORDS: ReadonlySet<string> = new Set(
  (
    'a about after all also an and any are as at be because been before being between both but by can could did do does ' +
    'done for from had has have having he her here his how i if in into is it its just may me might more most much must ' +
    'my no nor not of on only or other our out over shall she should so some such than that the their them then there ' +
    'these they this those through to too under until up us very was we were what when where which while who whom whose ' +
    'why will with would you your s t ' +
    'aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da dabei damit dann darf das dass ' +
    'dein deine dem den denn der des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein ' +
    'eine einem einen einer eines er es etwas euch euer fur gab gibt habe haben hat hatte hatten hier hinter ich ihm ihn ' +
    'ihnen ihr ihre im in ins ist ja jede jedem jeden jeder jedes kann kannst kein keine konnen konnte mal man mein meine ' +
    'mich mir mit muss mussen nach nicht noch nun nur ob oder ohne sehr sein seine selbst sich sie sind so soll sollen ' +
    'sollte uber um und uns unser unter vom von vor wann war waren warum was weil welche welchem welchen welcher welches ' +
    'wem wen wenn wer werden wie wieso wir wird wo wohin wurde wurden zu zum zur zwischen'
  ).split(' '),
);

export const isStopword = (term: string): boolean => STOPWORDS.has(term);
