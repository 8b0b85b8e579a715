import { MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Id } from '../../core/ids.ts';
import { useClient, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** In the place of what is not seen from here: where it is and the way there, or `otherwise` where it is nowhere. */
export function Elsewhere({ id, otherwise }: { readonly id: Id; readonly otherwise: ReactNode }) {
  const t = useT();
  const client = useClient();
  const { value } = useLive('where-is', { id });
  if (value === undefined) return null;
  if (value === null) return otherwise;
  const name = value.name === '' ? t('spaces.everything') : value.name;
  return (
    <EmptyState icon={MapPin} title={t('spaces.elsewhere.title')} text={t('spaces.elsewhere.text', { name })}>
      <Button onPress={() => client.enterWorkspace(value.workspaceId)}>{t('spaces.elsewhere.go', { name })}</Button>
    </EmptyState>
  );
}
