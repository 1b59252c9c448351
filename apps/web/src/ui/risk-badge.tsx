import type { RiskTier } from '@mc/contracts';
import { Eye, type LucideIcon, Octagon, Pencil } from 'lucide-react';
import classes from './risk-badge.module.css';

const ICONS: Record<RiskTier, LucideIcon> = { read: Eye, write: Pencil, irreversible: Octagon };

/** Risk is said by shape and word, not by another scale of colours. */
export const RiskBadge = ({ risk, iconOnly = false }: { risk: RiskTier; iconOnly?: boolean }) => {
  const Icon = ICONS[risk];
  return (
    <span className={`${classes.risk} ${risk === 'irreversible' ? classes.strong : ''}`} title={`risk: ${risk}`}>
      <Icon size={14} aria-hidden />
      <span className={iconOnly ? 'sr-only' : undefined}>{risk}</span>
    </span>
  );
};
