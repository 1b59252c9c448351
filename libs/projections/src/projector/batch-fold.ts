import type { PricingEvent, WorkflowEvent } from '@mc/domain';
import { LEDGER_STATES_MAX, RUN_BEGINNING_MAX, RUN_NAMES_MAX, RUN_STATES_MAX } from '../limits';
import { type AuditPlace, auditRow, NO_PLACE } from '../rows/audit.row';
import { priceRow, workflowVersionRow } from '../rows/directory.rows';
import { type LoggedEvent, type LogReader, nameOf } from '../store.port';
import { Changes } from '../tables/changes';
import { modelPricing } from '../tables/costs.table';
import { type WorkflowRow, workflowVersions } from '../tables/directory.tables';
import { auditEvents } from '../tables/events.table';
import { DirectoryFold, isDirectory } from './directory-fold';
import { knownCategory } from './known-events';
import { LedgerFold } from './ledger-fold';
import { Lru } from './lru';
import { RunFold } from './run-fold';

interface RunName {
  readonly workflow: NonNullable<AuditPlace['workflow']>;
  readonly position: number;
}

/** Folds batches of the log into row changes. Keeps the runs that it met last, so that it rarely has to read a stream back. */
export class BatchFold {
  readonly #runs = new Lru<RunFold>(RUN_STATES_MAX);
  readonly #names = new Lru<RunName>(RUN_NAMES_MAX);
  readonly #ledgers = new Lru<LedgerFold>(LEDGER_STATES_MAX);
  readonly #directory: DirectoryFold;
  #touched = new Set<RunFold | LedgerFold>();

  constructor(private readonly reader: LogReader) {
    this.#directory = new DirectoryFold(reader);
  }

  /** The rows that these events change. Follow it by `written` or by `forget`. Throws UnknownEvent. */
  async changesOf(events: readonly LoggedEvent[]): Promise<Changes> {
    const changes = new Changes();
    for (const event of events) await this.#load(event);
    const log = changes.of(auditEvents);
    for (const event of events) log.inserts.push(auditRow(event, this.#fold(changes, event)));
    this.#directory.collect(changes);
    for (const stream of this.#touched) stream.collect(changes);
    return changes;
  }

  /** The changes are committed. */
  written(): void {
    for (const stream of this.#touched) stream.written();
    this.#touched.clear();
    this.#directory.clear();
    this.#runs.trim();
    this.#ledgers.trim();
    this.#names.trim();
  }

  /** The changes are not committed, or by somebody else: start from the log again. */
  forget(): void {
    this.#touched = new Set();
    this.#directory.clear();
    this.#runs.clear();
    this.#ledgers.clear();
  }

  /** Makes ready whatever an event needs to be folded; reads only what is not in memory. */
  async #load(event: LoggedEvent): Promise<void> {
    const category = knownCategory(event);
    if (category === 'run') await this.#loadStream(event, this.#runs, (stream) => new RunFold(stream));
    else if (category === 'budget') await this.#loadStream(event, this.#ledgers, () => new LedgerFold());
    else if (isDirectory(category)) await this.#directory.load(category, event);
    else if (category === 'access') await this.#loadName(event);
  }

  async #loadStream<Fold extends RunFold | LedgerFold>(
    { stream, revision }: LoggedEvent,
    known: Lru<Fold>,
    begin: (stream: string) => Fold,
  ): Promise<void> {
    if (known.get(stream)) return;
    const fold = begin(stream);
    known.set(stream, fold);
    if (revision === 0) return;
    for await (const page of this.reader.readStream(stream, { to: revision - 1, texts: 'reference' })) {
      for (const event of page) fold.fold(event);
    }
    fold.written();
  }

  /** A refused command names a run that may be long over, or that never was. */
  async #loadName(event: LoggedEvent): Promise<void> {
    const runId = refusedRun(event);
    if (runId === null || this.#names.get(runId)) return;
    const started = await this.#start(`run-${runId}`);
    if (!started) return;
    const { workflowId, workflowName, workflowVersion } = started.data as Record<string, unknown>;
    const workflow = { id: String(workflowId), name: String(workflowName), version: Number(workflowVersion) };
    this.#names.set(runId, { workflow, position: started.position });
  }

  /** A run's first fact, unless draws for it were given up before. */
  async #start(stream: string): Promise<LoggedEvent | undefined> {
    try {
      const pages = this.reader.readStream(stream, { to: RUN_BEGINNING_MAX, limit: RUN_BEGINNING_MAX + 1, texts: 'reference' });
      for await (const page of pages) return page.find(({ type }) => type === 'RunStarted');
    } catch (error) {
      if ((error as Error).name !== 'StreamNotFound') throw error;
    }
    return undefined;
  }

  #fold(changes: Changes, event: LoggedEvent): AuditPlace {
    const category = knownCategory(event);
    if (category === 'run') return this.#foldRun(event);
    if (category === 'budget') return this.#foldLedger(event);
    if (isDirectory(category)) this.#directory.fold(category, event);
    if (category === 'workflow') return this.#foldWorkflow(changes, event);
    if (category === 'agent') return { ...NO_PLACE, agent: nameOf(event.stream) };
    if (category === 'pricing') changes.of(modelPricing).inserts.push(priceRow(event as LoggedEvent & PricingEvent));
    return category === 'access' ? this.#accessPlace(event) : NO_PLACE;
  }

  #foldRun(event: LoggedEvent): AuditPlace {
    const run = this.#runs.get(event.stream);
    if (!run) throw new Error(`${event.stream} was not loaded`);
    this.#touched.add(run);
    run.fold(event);
    const { state } = run;
    const { stepKey } = event.data as { readonly stepKey?: unknown };
    return {
      runId: nameOf(event.stream),
      workflow:
        state.startedAt === null ? null : { id: state.workflowId, name: state.workflowName, version: state.workflowVersion },
      agent: typeof stepKey === 'string' ? (state.steps.get(stepKey)?.definition.agent ?? null) : null,
    };
  }

  #foldLedger(event: LoggedEvent): AuditPlace {
    const ledger = this.#ledgers.get(event.stream);
    if (!ledger) throw new Error(`${event.stream} was not loaded`);
    this.#touched.add(ledger);
    ledger.fold(event);
    return NO_PLACE;
  }

  #foldWorkflow(changes: Changes, event: LoggedEvent): AuditPlace {
    const fact = event as LoggedEvent & WorkflowEvent;
    if (fact.type === 'WorkflowDefined') changes.of(workflowVersions).inserts.push(workflowVersionRow(fact));
    const row = this.#directory.row(event.stream) as WorkflowRow;
    return { ...NO_PLACE, workflow: { id: row.workflow_id, name: row.name, version: row.workflow_version } };
  }

  /** The run counts only if it had begun by then, or a rebuild would find another name than the first pass did. */
  #accessPlace(event: LoggedEvent): AuditPlace {
    const runId = refusedRun(event);
    if (runId === null) return NO_PLACE;
    const known = this.#names.get(runId);
    return { ...NO_PLACE, runId, workflow: known && known.position < event.position ? known.workflow : null };
  }
}

const refusedRun = ({ data }: LoggedEvent): string | null => {
  const { runId } = data as { readonly runId?: unknown };
  return typeof runId === 'string' ? runId : null;
};
