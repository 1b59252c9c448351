import type { LimitView } from '@mc/contracts';
import type { LimitInput } from '../../api/shapes';
import { centsFromUsdText } from '../../ui/format/money';

const CENTS_PER_USD = 100;
const REASON_CHARS_MIN = 3;

/** A limit as it stands in the form. */
export interface LimitText {
  readonly scope: LimitView['scope'];
  readonly workflow: string | null;
  readonly period: LimitView['period'];
  readonly usd: string;
  readonly tokens: number | string;
  readonly reason: string;
}

/** An empty form, or one with what holds now. The reason is a new one each time. */
export const limitText = (limit: LimitView | null): LimitText => ({
  scope: limit?.scope ?? 'installation',
  workflow: limit?.workflow?.id ?? null,
  period: limit?.period ?? 'day',
  usd: limit?.usd ? String(limit.usd.capCents / CENTS_PER_USD) : '',
  tokens: limit?.tokens?.cap ?? '',
  reason: '',
});

/** The limit that the form is about; `null`: the workflow is not chosen yet. */
export const limitIdOf = ({ scope, workflow, period }: LimitText): string | null => {
  if (scope === 'installation') return `installation-${period}`;
  return workflow === null ? null : `workflow-${workflow}-${period}`;
};

/** `undefined`: left empty. `null`: no amount. */
export const capOf = (usd: string): number | null | undefined => (usd.trim() === '' ? undefined : centsFromUsdText(usd));

/** What is sent; `null`: something is missing or wrong. Without any cap there is no limit. */
export const limitInput = (text: LimitText): LimitInput | null => {
  const cents = capOf(text.usd);
  const tokens = typeof text.tokens === 'number' ? text.tokens : undefined;
  const reason = text.reason.trim();
  if (cents === null || (cents === undefined && tokens === undefined) || reason.length < REASON_CHARS_MIN) return null;
  return { capCents: cents ?? null, maxTokens: tokens ?? null, reason };
};
