import type { DispatchRequest, Gateway, GatewaySignal } from '../gateway';

const HOUR_MS = 3_600_000;
let lastRun = 0;

/** A request like those that the dispatcher makes; each with a key of its own. */
export const requestOf = (changes: Partial<DispatchRequest> = {}): DispatchRequest => {
  lastRun += 1;
  const runId = changes.runId ?? `run-${lastRun}`;
  const stepKey = changes.stepKey ?? 'step';
  const attempt = changes.attempt ?? 1;
  return {
    effectKey: `${runId}/${stepKey}/${attempt}`,
    runId,
    stepKey,
    attempt,
    agent: 'researcher',
    engineAgent: null,
    model: 'gpt-4o-mini',
    risk: 'read',
    system: 'You are a careful researcher.',
    prompt: 'Find five facts about tea gardens.',
    maxOutputTokens: 800,
    sendBy: new Date(Date.now() + HOUR_MS).toISOString(),
    deadline: new Date(Date.now() + HOUR_MS).toISOString(),
    ...changes,
  };
};

/** One dispatch under observation. */
export interface Observed {
  readonly signals: readonly GatewaySignal[];
  readonly done: Promise<void>;
  abort(): void;
  /** Resolves with the first signal of a kind; rejects when the dispatch ends without one. */
  first<Kind extends GatewaySignal['kind']>(kind: Kind): Promise<Extract<GatewaySignal, { kind: Kind }>>;
}

type Waiter = {
  readonly kind: GatewaySignal['kind'];
  readonly resolve: (signal: GatewaySignal) => void;
  readonly reject: (error: Error) => void;
};

export const observe = (gateway: Gateway, request: DispatchRequest): Observed => {
  const signals: GatewaySignal[] = [];
  const waiters = new Set<Waiter>();
  const controller = new AbortController();
  const hear = (signal: GatewaySignal) => {
    signals.push(signal);
    for (const waiter of waiters) if (waiter.kind === signal.kind) waiter.resolve(signal);
  };
  const done = gateway.dispatch(request, hear, controller.signal).then(() => {
    for (const waiter of waiters)
      waiter.reject(new Error(`ended without a signal ${waiter.kind}: ${JSON.stringify(signals).slice(0, 500)}`));
  });
  return {
    signals,
    done,
    abort: () => controller.abort(),
    first: (kind) =>
      new Promise((resolve, reject) => {
        const found = signals.find((signal) => signal.kind === kind);
        if (found) return resolve(found as never);
        waiters.add({ kind, resolve: resolve as (signal: GatewaySignal) => void, reject });
      }),
  };
};

/** Dispatches and waits for the end. */
export const dispatched = async (gateway: Gateway, request: DispatchRequest): Promise<readonly GatewaySignal[]> => {
  const { signals, done } = observe(gateway, request);
  await done;
  return signals;
};

export const ofKind = <Kind extends GatewaySignal['kind']>(
  signals: readonly GatewaySignal[],
  kind: Kind,
): Extract<GatewaySignal, { kind: Kind }>[] =>
  signals.filter((signal) => signal.kind === kind) as Extract<GatewaySignal, { kind: Kind }>[];
