import { Button as AriaButton } from 'react-aria-components/Button';
import { useConnection, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { useOnline } from './online.ts';
import css from './StatusLight.module.css';
import { chooseStatusWords } from './status-words.ts';

const c = classesOf(css);

/** A dot and the words for it. */
export function StatusLight() {
  const t = useT();
  const connection = useConnection();
  const online = useOnline();
  const { value } = useLive('status', {});
  const { tone, text, values } = chooseStatusWords(connection, value, online);
  return (
    <AriaButton className={c('light')}>
      <span className={c('dot', tone)} />
      {t(text, values)}
    </AriaButton>
  );
}
