import type { welcomeMessages as english } from '../en/welcome.ts';
import type { SameTexts } from '../en.ts';

export const welcomeMessages: SameTexts<typeof english> = {
  'welcome.title': 'Frag deine eigenen Sachen.',
  'welcome.lead':
    'Notizen, Dokumente, E-Mails, Tabellen, gespeicherte Seiten. Sie bleiben in diesem Browser, und das Modell, das sie liest, auch.',
  'welcome.drop': 'Lege Dateien oder einen Ordner hier ab',
  'welcome.ways':
    'oder wähle <0>Dateien</0> oder <1>einen Ordner</1>, oder <2>sieh dich in einer Beispielbibliothek um</2>',
  'welcome.sampleLoading': 'Die Beispielbibliothek kommt. Sie öffnet sich von selbst.',
  'welcome.device': 'Was dieses Gerät kann',
  'welcome.room': 'Platz für etwa {free} hier',
  'welcome.roomUnknown': 'Dieser Browser sagt nicht, wie viel Platz da ist',
  'welcome.gpu': 'Antworten kommen vom Prozessor; die erste braucht einige Sekunden.',
  'welcome.noGpu': 'Kein Grafikprozessor: Antworten brauchen einige Sekunden.',
  'welcome.skip': 'Ohne etwas beginnen',
};
