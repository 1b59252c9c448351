import type { NotifyChoice } from '../../ui/preferences';
import { dueNow, isQuiet, MANY_TAG, type Notice, nextRepeatMs, noticesOf, type Told, toldAfter, type Waiting } from './notices';
import { playTone } from './tone';

const TOLD_KEY = 'mc-told-approvals';
/** Quiet hours end and repetitions fall due without anything happening, so it is looked at again this often at least. */
const LOOK_AGAIN_MS = 30_000;

const readTold = (): Told => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(TOLD_KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Told) : {};
  } catch {
    // Nothing kept, or unreadable: at worst something is told twice.
    return {};
  }
};

const keepTold = (told: Told): void => {
  try {
    localStorage.setItem(TOLD_KEY, JSON.stringify(told));
  } catch {
    // A browser that keeps nothing: another tab may tell it again.
    return;
  }
};

export interface Listening {
  readonly waiting: readonly Waiting[];
  readonly choice: NotifyChoice;
  readonly muted: ReadonlySet<string>;
}

/** Tells of what waits, while it is this tab's turn. What had been there before it began, it does not tell. */
export class Speaker {
  readonly #before: ReadonlySet<string>;
  readonly #shown = new Map<string, Notification>();
  #now: Listening;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLeader = false;

  constructor(
    first: Listening,
    private readonly open: (approvalId: string | null) => void,
  ) {
    this.#now = first;
    const told = readTold();
    this.#before = new Set(first.waiting.filter(({ id }) => told[id] === undefined).map(({ id }) => id));
  }

  /** Of all tabs one speaks; the next one takes over when it is closed. Without locks each speaks for itself. */
  lead(signal: AbortSignal): void {
    const begin = (): void => {
      this.#isLeader = true;
      this.#look();
    };
    signal.addEventListener('abort', () => this.#stop(), { once: true });
    if (!('locks' in navigator)) return begin();
    const untilStopped = (): Promise<void> => {
      if (signal.aborted) return Promise.resolve();
      begin();
      return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
    };
    // Rejected only when it is stopped before its turn comes.
    navigator.locks.request('mc-approval-notices', { signal }, untilStopped).catch(() => undefined);
  }

  update(now: Listening): void {
    this.#now = now;
    this.#look();
  }

  #stop(): void {
    this.#isLeader = false;
    clearTimeout(this.#timer);
  }

  #look(): void {
    if (!this.#isLeader) return;
    const nowMs = Date.now();
    const { waiting, choice, muted } = this.#now;
    this.#takeBack(waiting);
    const scene = { waiting, choice, muted, before: this.#before, told: readTold(), nowMs };
    const today = new Date(nowMs);
    if (!isQuiet(choice.quiet, today.getHours() * 60 + today.getMinutes())) {
      const due = dueNow(scene);
      if (due.first.length + due.again.length > 0) {
        // Before it is told: a tab that fails in between is silent, and does not repeat itself for ever.
        keepTold(toldAfter(scene.told, due, waiting, nowMs));
        this.#tell(noticesOf(due, nowMs), choice);
      }
    }
    clearTimeout(this.#timer);
    const next = nextRepeatMs({ ...scene, told: readTold() }) ?? Number.POSITIVE_INFINITY;
    this.#timer = setTimeout(() => this.#look(), Math.max(1_000, Math.min(next - nowMs, LOOK_AGAIN_MS)));
  }

  #tell(notices: readonly Notice[], { banner, sound }: NotifyChoice): void {
    if (banner) for (const notice of notices) this.#show(notice);
    if (sound) playTone(notices.some(({ stays }) => stays) ? 'irreversible' : 'write');
  }

  #show(notice: Notice): void {
    const shown = showBanner(notice, () => this.open(notice.approvalId));
    if (shown !== null) this.#shown.set(notice.tag, shown);
  }

  /** What was decided does not stand on the screen any longer. */
  #takeBack(waiting: readonly Waiting[]): void {
    const ids = new Set(waiting.map(({ id }) => id));
    for (const [tag, banner] of this.#shown) {
      if (ids.has(tag) || (tag === MANY_TAG && ids.size > 0)) continue;
      banner.close();
      this.#shown.delete(tag);
    }
  }
}

/** Shows one notice; `null` where the browser does not let pages do so. */
export const showBanner = ({ tag, title, body, stays, repeated }: Notice, onClick: () => void): Notification | null => {
  if (!('Notification' in window) || Notification.permission !== 'granted') return null;
  const options = { body, tag, requireInteraction: stays, renotify: repeated, silent: true, icon: '/favicon.svg' };
  try {
    const banner = new Notification(title, options);
    banner.onclick = () => {
      window.focus();
      banner.close();
      onClick();
    };
    return banner;
  } catch {
    // Some telephones allow notices from service workers only.
    return null;
  }
};
