import { useConnection, useLive } from '../client.tsx';
import { useOnline } from './online.ts';
import { chooseStatusWords, type StatusWords } from './status-words.ts';

export function useStatusWords(): StatusWords {
  const connection = useConnection();
  const online = useOnline();
  const { value } = useLive('status', {});
  return chooseStatusWords(connection, value, online);
}
