import { parseFrontMatter } from '../items/front-matter.ts';

export interface ExportedNote {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly createdMs: number;
  readonly updatedMs: number;
  /** With `\n` as its only line end. */
  readonly text: string;
}

/** The note as a markdown file with YAML front matter. What the note's own front matter says stays as it is. */
export function noteMarkdown(note: ExportedNote): string {
  const { fields, end } = parseFrontMatter(note.text);
  const lines = headLines(note).filter((line) => !fields.has(line.slice(0, line.indexOf(':'))));
  if (end === 0) return `---\n${lines.join('')}---\n\n${note.text}`;
  const open = note.text.indexOf('\n') + 1;
  return `${note.text.slice(0, open)}${lines.join('')}${note.text.slice(open)}`;
}

function headLines({ id, title, folder, tags, createdMs, updatedMs }: ExportedNote): string[] {
  return [
    `id: ${id}\n`,
    `title: ${quoted(title)}\n`,
    ...(folder === '' ? [] : [`folder: ${quoted(folder)}\n`]),
    `created: ${timeText(createdMs)}\n`,
    `updated: ${timeText(updatedMs)}\n`,
    ...(tags.length === 0 ? [] : [`tags: [${tags.map(quoted).join(', ')}]\n`]),
  ];
}

/** JSON's texts are YAML's double-quoted ones. */
const quoted = (text: string) => JSON.stringify(text);

const MAX_MS = 8.64e15;
const timeText = (ms: number) => new Date(Math.min(MAX_MS, Math.max(-MAX_MS, ms))).toISOString();
