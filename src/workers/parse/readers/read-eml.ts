import { titleFromFileName } from '../../../core/items/document-source.ts';
import { readMessage } from './read-eml-message.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';

/** One message, with what is attached to it (RFC 5322, RFC 2045). */
export async function readEml({ fileName, bytes }: FileToRead): Promise<Reading> {
  const { document, embedded } = await readMessage(new Uint8Array(await bytes.arrayBuffer()), {
    partOf: async () => '',
    folderOf: () => '',
    fallbackTitle: titleFromFileName(fileName),
  });
  return { ...oneDocument(document), embedded };
}
