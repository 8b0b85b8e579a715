import { TriangleAlert } from 'lucide-react';
import type { AppError } from '../../core/errors.ts';
import { useSay, useT } from '../i18n/i18n.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** In the place of what a query did not give. A live query tries again by itself when the kernel is back. */
export function LoadError({ error }: { readonly error: AppError }) {
  const t = useT();
  const say = useSay();
  return <EmptyState icon={TriangleAlert} title={say(error.message)} text={t('ui.error.code', { code: error.code })} />;
}
