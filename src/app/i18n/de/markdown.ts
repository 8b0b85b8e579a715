import type { markdownMessages as english } from '../en/markdown.ts';
import type { SameTexts } from '../en.ts';

export const markdownMessages: SameTexts<typeof english> = {
  'markdown.code': 'Code',
  'markdown.codeIn': 'Code in {language}',
  'markdown.copy': 'Code kopieren',
  'markdown.copied': 'Kopiert',
  'markdown.copyRefused': 'Der Browser hat das Kopieren nicht erlaubt',
  'markdown.taskDone': 'Erledigt:',
  'markdown.taskOpen': 'Zu tun:',
  'markdown.notes': 'Fußnoten',
  'markdown.toNote': 'Fußnote {number, number}',
  'markdown.formulaFailed': 'Diese Formel konnte nicht gelesen werden.',
  'markdown.diagram': 'Diagramm',
  'markdown.diagramDrawing': 'Das Diagramm wird gezeichnet',
  'markdown.showSource': 'Quelltext zeigen',
  'markdown.showDiagram': 'Diagramm zeigen',
  'markdown.diagramFailed': 'Dieses Diagramm konnte nicht gezeichnet werden. {reason}',
};
