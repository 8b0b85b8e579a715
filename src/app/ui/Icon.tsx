import type { LucideIcon } from 'lucide-react';

export interface IconProps {
  readonly of: LucideIcon;
  /** In CSS pixels. Default 20. */
  readonly size?: 14 | 16 | 20 | 24;
  readonly className?: string;
}

/** Decoration beside words; what it means is said in the words. */
export function Icon({ of: Glyph, size = 20, className }: IconProps) {
  return <Glyph size={size} strokeWidth={1.6} aria-hidden focusable={false} {...(className ? { className } : {})} />;
}
