export const markdownMessages = {
  'markdown.code': 'Code',
  'markdown.codeIn': 'Code in {language}',
  'markdown.copy': 'Copy the code',
  'markdown.copied': 'Copied',
  'markdown.copyRefused': 'The browser did not let it be copied',
  'markdown.taskDone': 'Done:',
  'markdown.taskOpen': 'To do:',
  'markdown.notes': 'Footnotes',
  'markdown.toNote': 'Footnote {number, number}',
  'markdown.formulaFailed': 'This formula could not be read.',
} as const;
