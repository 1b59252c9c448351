import {
  createCatalogue,
  type GatewayCapabilities,
  type GatewayConfig,
  type LiveCatalogue,
  NO_CAPABILITIES,
  type RunState,
  UPCASTS,
} from '@mc/domain';
import { createEventStore, type EventStore } from '@mc/event-store';
import { type ConsoleDatabase, dueRuns, openConsoleDatabase, openRuns, Projector, unsettledDraws } from '@mc/projections';
import pg from 'pg';
import type { Logger } from 'pino';
import { CatalogueFeed } from './catalogue/catalogue-feed';
import { PolicyRecords } from './catalogue/policy-records';
import { StreamStamps } from './catalogue/stream-stamps';
import { createDesks, type Desks } from './commands/desks';
import { Dispatcher } from './dispatch/dispatcher';
import { EngineQuestions } from './dispatch/engine-questions';
import { PostgresLeases } from './dispatch/leases';
import type { DueRuns } from './dispatch/ports';
import { Sweep } from './dispatch/sweep';
import { capabilitiesOf } from './gateways/kinds';
import { GatewayRegistry } from './gateways/registry';
import type { SimulatedEngine } from './gateways/simulated/simulated-engine';
import { countTokens, warmTokenizer } from './gateways/tokens';
import type { NetworkPolicy } from './gateways/url-policy';
import { IdempotencyStore } from './http/idempotency.store';
import { AllowanceKeeper, type AllowanceKeeperPorts } from './limits/allowance-keeper';
import { Hearing } from './limits/hearing';
import { Ledgers } from './limits/ledgers';
import { LimitedRuns } from './limits/limited-runs';
import type { Clock, Ids } from './ports';
import { outputProblem } from './runs/output-schema';
import { RunHandler } from './runs/run-handler';
import { SecretStore } from './secrets/secret-store';
import type { ReadyDatabase } from './start/database';
import { GatewayKeeper } from './start/gateway-keeper';
import { Relay } from './start/relay';

const POOL_MAX = 10;
/** Read models that are rebuilt at the start are waited for so long before all runs are looked at again. */
const CATCH_UP_MS_MAX = 600_000;
const HOUR_MS = 3_600_000;
/** Answers to idempotency keys are kept so long; what they made is found in the log for ever. */
const KEEP_KEYS_MS = 30 * 24 * HOUR_MS;
const FORGET_EVERY_MS = HOUR_MS;

export interface InstallationParts {
  readonly database: ReadyDatabase;
  /** Where the log is, when it is not in the database. */
  readonly eventStoreUrl: string | null;
  /** What that server takes in one append. */
  readonly eventStoreAppendBytesMax: number;
  /** Before the name of each stream there. */
  readonly streamPrefix: string;
  /** Which addresses gateways may have. */
  readonly network: NetworkPolicy;
  /** Seals the secrets of gateways. */
  readonly secretKey: Buffer;
  readonly log: Logger;
  readonly now: Clock;
  readonly newId: Ids;
  /** The far side of simulated gateways; tests hold it in their hands. */
  readonly simulatedEngine?: (name: string) => SimulatedEngine;
  /** Told when the process cannot go on: it decides or shows the past. */
  readonly onFatal: (error: unknown) => void;
}

/** Everything that works without HTTP, wired: the log, what is folded from it, and who performs what it says. */
export interface Installation {
  readonly incarnation: string;
  readonly alone: boolean;
  readonly log: Logger;
  readonly now: Clock;
  readonly newId: Ids;
  readonly pool: pg.Pool;
  readonly reads: ConsoleDatabase;
  readonly store: EventStore;
  readonly catalogue: LiveCatalogue;
  readonly desks: Desks;
  readonly stamps: StreamStamps;
  readonly policyRecords: PolicyRecords;
  readonly runs: LimitedRuns;
  readonly registry: GatewayRegistry;
  readonly secrets: SecretStore;
  readonly projector: Projector;
  readonly dispatcher: Dispatcher;
  readonly sweep: Sweep;
  readonly relay: Relay;
  readonly warning: string | null;
  readonly storeKind: 'postgres' | 'eventstoredb';
  /** Begins to perform: after the first operator and the sample are there, and before anybody is let in. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the log and folds it; nothing is performed yet. */
export const openInstallation = async (parts: InstallationParts): Promise<Installation> => {
  const { database, eventStoreUrl, log, now, newId, onFatal } = parts;
  const incarnation = newId();
  const alone = database.alone;
  const pool = new pg.Pool({ connectionString: database.appUrl, max: POOL_MAX, application_name: 'mission-control' });
  let closing = false;
  // A connection that breaks while idle is replaced; without a listener the process would end. At the end all of them break.
  pool.on('error', (error) => {
    if (!closing) log.warn({ err: error }, 'a database connection broke');
  });
  const reads = openConsoleDatabase(database.appUrl, POOL_MAX);
  const store = createEventStore({
    ...{ pool, upcasts: UPCASTS, streamPrefix: parts.streamPrefix },
    eventStoreUrl: eventStoreUrl ?? undefined,
    appendBytesMax: parts.eventStoreAppendBytesMax,
  });
  const catalogue = createCatalogue(capabilitiesOrNone);
  const feed = new CatalogueFeed(store, catalogue);
  const [stamps, policyRecords] = [new StreamStamps(), new PolicyRecords()];
  const secrets = new SecretStore(pool, parts.secretKey);
  const { simulatedEngine } = parts;
  const registry = new GatewayRegistry({ secrets, network: parts.network, ...(simulatedEngine ? { simulatedEngine } : {}) });
  const keeper = new GatewayKeeper(registry, catalogue, log);
  const relay = new Relay();
  const onError = (error: unknown, what = 'background work') =>
    log.error({ err: error, what }, 'something failed in the background');
  const leases = new PostgresLeases(pool, incarnation, alone, () => catalogue.position, onError);
  const desks = createDesks({ store, now, newId, stored: (facts) => feed.stored(facts) }, catalogue);
  const handler = new RunHandler({
    store,
    catalogue,
    now,
    newId,
    surroundings: {
      sender: incarnation,
      countTokens,
      outputProblem,
      isSenderGone: (sender) => leases.isGone(sender),
      // Going down sends nothing more: a gated step then keeps its grant for the next process.
      isEngineDown: (gateway) => closing || registry.get(gateway)?.status().status === 'down',
      engineBoot: (gateway) => registry.get(gateway)?.status().boot ?? null,
    },
  });
  const ledgers = new Ledgers({ store, now, newId });
  const hearing = new Hearing({ feed, leases, onError });
  const runs = new LimitedRuns({ runs: handler, ledgers, catalogue, hearing, now, newId });
  const unsettled: AllowanceKeeperPorts['unsettled'] = (wanted) => unsettledDraws(reads, wanted);
  const allowances = new AllowanceKeeper({ runs, ledgers, catalogue, unsettled, now, onError });
  const projector = new Projector({
    reader: store,
    databaseUrl: database.appUrl,
    owner: incarnation,
    alone,
    onCommitted: (facts, position) => {
      dispatcher.observe(facts);
      relay.committed(facts, position);
    },
    onTrouble: (error) => log.warn({ err: error }, 'the projector has to try again'),
  });
  const dispatcher = new Dispatcher({
    commander: runs,
    gateways: registry,
    leases,
    output: { publish: (piece) => relay.output(piece) },
    isFrozen: (place) => catalogue.frozen(place) !== undefined,
    now,
    onError,
  });
  const questions = new EngineQuestions({ commander: runs, gateways: registry, onError });
  const adopt = (runId: string, state: RunState) => {
    dispatcher.adopt(runId, state);
    questions.carry(runId, state);
  };
  const caughtUp = () =>
    store
      .head()
      .then((head) => projector.waitFor(head, CATCH_UP_MS_MAX))
      .catch(onError);
  const mend = (all: boolean) => allowances.mend(all);
  const sweep = new Sweep({ commander: runs, due: dueRunsIn(reads), leases, adopt, mend, caughtUp, now, onError });
  feed.onFacts((facts) => {
    for (const fact of facts) {
      stamps.take(fact);
      policyRecords.take(fact);
    }
    keeper.take(facts);
    // What a freeze or a missing price had held back may go on at once.
    if (facts.some(({ type }) => type === 'Unfrozen' || type === 'ModelPriced')) void sweep.advanceAll();
  });

  const forgetting = setInterval(() => void forget(), FORGET_EVERY_MS).unref();
  const forget = () => IdempotencyStore.forget(pool, new Date(Date.now() - KEEP_KEYS_MS)).catch(onError);

  const close = async () => {
    closing = true;
    clearInterval(forgetting);
    sweep.close();
    questions.close();
    await dispatcher.close();
    await allowances.close();
    keeper.stop();
    await registry.close();
    await projector.stop();
    await feed.stop();
    await leases.close();
    await store.close();
    await reads.destroy();
    await pool.end();
  };

  try {
    await feed.start(onFatal);
    await projector.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...{ incarnation, alone, log, now, newId, pool, reads, store, catalogue, desks, runs, registry, secrets, projector },
    ...{
      stamps,
      policyRecords,
      dispatcher,
      sweep,
      relay,
      warning: database.warning,
      storeKind: eventStoreUrl === null ? 'postgres' : 'eventstoredb',
      close,
    },
    start: async () => {
      warmTokenizer();
      keeper.start();
      questions.start();
      await leases.start();
      if (!alone) await hearing.catchUp();
      await allowances.start();
      await sweep.start();
    },
  };
};

/** Where the sweep looks. */
const dueRunsIn = (reads: ConsoleDatabase): DueRuns => ({
  due: async (now, limit) => (await dueRuns(reads, now, limit)).map(({ runId }) => runId),
  active: (after, limit) => openRuns(reads, after ?? '', limit),
});

/** A configuration that this version cannot build has nothing that could be relied on. */
const capabilitiesOrNone = (config: GatewayConfig): GatewayCapabilities => {
  try {
    return capabilitiesOf(config);
  } catch {
    return NO_CAPABILITIES;
  }
};
