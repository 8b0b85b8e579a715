import { useParams, useSearch } from '@tanstack/react-router';
import { HelpView } from '../help/HelpView.tsx';

export function HelpRoute() {
  return <HelpView />;
}

export function HelpPageRoute() {
  const { page } = useParams({ from: '/help/$page' });
  const { at, lang, start, end } = useSearch({ from: '/help/$page' });
  const span = start !== undefined && end !== undefined ? { start, end } : null;
  return <HelpView page={page} language={lang} anchor={at} span={span} />;
}
