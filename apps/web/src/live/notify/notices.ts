import type { ApprovalSummary } from '@mc/contracts';
import { formatDuration } from '../../ui/format/time';
import type { NotifyChoice } from '../../ui/preferences';

export type Waiting = Pick<
  ApprovalSummary,
  'id' | 'runId' | 'kind' | 'risk' | 'stepKey' | 'stepName' | 'workflow' | 'expiresAt' | 'mayDecide'
>;

/** What has been told, and when, by any tab of this browser. */
export type Told = Readonly<Record<string, { readonly atMs: number; readonly repeated: boolean }>>;

/** Whether a request is this person's to hear of: theirs to decide, of a chosen tier, of a run that is not muted. */
export const concerns = (item: Waiting, { tiers }: NotifyChoice, muted: ReadonlySet<string>): boolean =>
  item.mayDecide && !muted.has(item.runId) && (item.risk === 'irreversible' ? tiers.irreversible : tiers.write);

const minutesOf = (clock: string): number | null => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
};

/** Whether the time of day, in minutes since midnight, lies in the quiet hours; they may reach over midnight. */
export const isQuiet = (quiet: NotifyChoice['quiet'], minute: number): boolean => {
  const [from, to] = [minutesOf(quiet?.from ?? ''), minutesOf(quiet?.to ?? '')];
  if (from === null || to === null || from === to) return false;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
};

/** When a request that was told is told once more: at half of the time that was left then. `null`: never. */
export const repeatAtMs = ({ expiresAt }: Pick<Waiting, 'expiresAt'>, toldAtMs: number): number | null =>
  expiresAt === null ? null : toldAtMs + (Date.parse(expiresAt) - toldAtMs) / 2;

export interface Due {
  /** Never told so far. */
  readonly first: readonly Waiting[];
  /** Told once, and half of the time is over. */
  readonly again: readonly Waiting[];
}

interface Scene {
  readonly waiting: readonly Waiting[];
  /** What waited already when this page began to listen: it was there to be seen. */
  readonly before: ReadonlySet<string>;
  readonly told: Told;
  readonly choice: NotifyChoice;
  readonly muted: ReadonlySet<string>;
  readonly nowMs: number;
}

const isOver = ({ expiresAt }: Waiting, nowMs: number): boolean => expiresAt !== null && Date.parse(expiresAt) <= nowMs;

export const dueNow = ({ waiting, before, told, choice, muted, nowMs }: Scene): Due => {
  const mine = waiting.filter((item) => concerns(item, choice, muted) && !isOver(item, nowMs));
  const again = (item: Waiting): boolean => {
    const once = told[item.id];
    const at = once && !once.repeated ? repeatAtMs(item, once.atMs) : null;
    return at !== null && at <= nowMs;
  };
  return { first: mine.filter(({ id }) => told[id] === undefined && !before.has(id)), again: mine.filter(again) };
};

/** When the next repetition falls due; `null`: none is to come. */
export const nextRepeatMs = ({ waiting, told, choice, muted }: Scene): number | null => {
  const times = waiting.flatMap((item) => {
    const once = told[item.id];
    const at = once && !once.repeated && concerns(item, choice, muted) ? repeatAtMs(item, once.atMs) : null;
    return at === null ? [] : [at];
  });
  return times.length === 0 ? null : Math.min(...times);
};

/** What was told, with what is told now; what waits no more is forgotten. */
export const toldAfter = (told: Told, { first, again }: Due, waiting: readonly Waiting[], nowMs: number): Told => {
  const next: Record<string, { atMs: number; repeated: boolean }> = {};
  for (const { id } of waiting) if (told[id] !== undefined) next[id] = told[id];
  for (const { id } of first) next[id] = { atMs: nowMs, repeated: false };
  for (const { id } of again) next[id] = { atMs: told[id]?.atMs ?? nowMs, repeated: true };
  return next;
};

export interface Notice {
  /** A later notice of the same tag takes the place of the earlier one. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** Stays until it is seen, where the browser can. */
  readonly stays: boolean;
  readonly repeated: boolean;
  /** The request it leads to; `null`: the inbox. */
  readonly approvalId: string | null;
}

/** More at once become one notice that counts them. */
const SINGLE_MAX = 3;
export const MANY_TAG = 'many-approvals';

/** In words, and never with anything of what would be sent: it may be shown on a locked screen. */
export const noticesOf = ({ first, again }: Due, nowMs: number): readonly Notice[] => {
  const all = [...first.map((item) => oneNotice(item, false, nowMs)), ...again.map((item) => oneNotice(item, true, nowMs))];
  if (all.length <= SINGLE_MAX) return all;
  const grave = [...first, ...again].filter(({ risk }) => risk === 'irreversible').length;
  return [
    {
      tag: MANY_TAG,
      title: `${all.length} requests wait for you`,
      body: grave === 0 ? 'None of them is irreversible.' : `${grave} of them cannot be undone.`,
      stays: grave > 0,
      repeated: false,
      approvalId: null,
    },
  ];
};

const oneNotice = (item: Waiting, repeated: boolean, nowMs: number): Notice => {
  const step = item.stepName ?? item.stepKey;
  const left = item.expiresAt === null ? '' : ` · ${formatDuration(Date.parse(item.expiresAt) - nowMs)} left`;
  return {
    tag: item.id,
    title: item.kind === 'question' ? `An engine asks within ${step}` : `Approve ${step}?`,
    body: `${item.workflow.name} · ${item.risk}${left}`,
    stays: item.risk === 'irreversible',
    repeated,
    approvalId: item.id,
  };
};
