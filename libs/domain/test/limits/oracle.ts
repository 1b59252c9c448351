import type { AllowanceCharge, BudgetEvent, LimitEvent, RunEvent } from '../../src';
import { type Exposure, RunBook } from './run-book';
import type { LoggedFact } from './streams';

type Kind = 'usd' | 'tokens';
type Data<Type extends BudgetEvent['type']> = Extract<BudgetEvent, { type: Type }>['data'];

interface DrawBook {
  readonly runId: string;
  readonly amounts: Readonly<Record<Kind, number | null>>;
  status: 'open' | 'settled' | 'released';
  charge: AllowanceCharge | null;
}

interface LedgerBook {
  version: number;
  caps: Readonly<Record<Kind, number | null>>;
  readonly draws: Map<string, DrawBook>;
}

interface Caps {
  readonly position: number;
  readonly covers: (workflowId: string) => boolean;
  readonly caps: Readonly<Record<Kind, number | null>>;
}

/** Everything wrong with an exported log of runs, limits and ledgers, when all has come to its end. It shares no code with the rules. */
export const limitViolations = (log: readonly LoggedFact[]): readonly string[] => {
  const oracle = new Oracle();
  for (const fact of log) oracle.take(fact);
  oracle.judgeEnd();
  return oracle.found;
};

class Oracle {
  readonly found: string[] = [];
  readonly #limits = new Map<string, Caps[]>();
  readonly #ledgers = new Map<string, LedgerBook>();
  readonly #runs = new Map<string, RunBook>();
  #position = 0;

  take({ position, stream, revision, event, at, heard }: LoggedFact): void {
    this.#position = position;
    const [category = '', name = ''] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
    if (category === 'limit') this.#limit(name, event as LimitEvent);
    else if (category === 'budget') this.#ledger(name, event as BudgetEvent);
    else this.#run(name, revision, event as RunEvent, at, heard);
  }

  judgeEnd(): void {
    for (const [ledger, { draws }] of this.#ledgers) {
      for (const [draw, { status }] of draws) if (status === 'open') this.#fail(`L3 ${draw} of ${ledger} never came to an end`);
      for (const runId of new Set([...draws.values()].map((draw) => draw.runId))) this.#judgeRun(ledger, runId);
    }
    for (const [runId, book] of this.#runs) {
      if (book.hasStarted && !book.hasEnded) this.#fail(`L0 ${runId} did not come to its end`);
      for (const { ledger, draw } of book.drawn)
        if (this.#ledgers.get(ledger)?.draws.get(draw)?.status !== 'settled')
          this.#fail(`L3 ${draw} of ${ledger} was not settled`);
    }
  }

  #fail(what: string): void {
    this.found.push(`${this.#position}: ${what}`);
  }

  #limit(limitId: string, { type, data }: LimitEvent): void {
    const versions = this.#limits.get(limitId) ?? [];
    this.#limits.set(limitId, versions);
    const workflowId = /^workflow-(.*)-(?:day|month)$/.exec(limitId)?.[1];
    const caps = type === 'LimitSet' ? { usd: data.capNanoUsd, tokens: data.capTokens } : { usd: null, tokens: null };
    versions.push({ position: this.#position, caps, covers: (id) => workflowId === undefined || workflowId === id });
  }

  #ledger(name: string, { type, data }: BudgetEvent): void {
    const ledger = this.#ledgers.get(name) ?? { version: 0, caps: { usd: null, tokens: null }, draws: new Map() };
    this.#ledgers.set(name, ledger);
    const before = { usd: sumOf(ledger, 'usd'), tokens: sumOf(ledger, 'tokens') };
    if (type === 'BudgetCapSet') this.#capSet(name, ledger, data);
    else if (type === 'AllowanceReserved') this.#reserved(name, ledger, data);
    else if (type === 'AllowanceReleased') this.#released(name, ledger, data);
    else this.#charged(name, ledger, type, data, before);
  }

  #capSet(name: string, ledger: LedgerBook, data: Data<'BudgetCapSet'>): void {
    const said = this.#limits.get(name.replace(/-\d{4}-\d{2}(-\d{2})?$/, ''))?.[data.limitVersion - 1]?.caps;
    if (said?.usd !== data.capNanoUsd || said.tokens !== data.capTokens)
      this.#fail(`L2 ${name} has caps that its limit never had`);
    if (data.limitVersion <= ledger.version) this.#fail(`L2 ${name} went back to version ${data.limitVersion}`);
    ledger.version = data.limitVersion;
    ledger.caps = { usd: data.capNanoUsd, tokens: data.capTokens };
  }

  #reserved(name: string, ledger: LedgerBook, { draw, runId, nanoUsd, tokens }: Data<'AllowanceReserved'>): void {
    if (ledger.version === 0) this.#fail(`L2 ${name} gave before it knew its limit`);
    if (ledger.draws.has(draw)) this.#fail(`L3 ${draw} of ${name} was given twice`);
    ledger.draws.set(draw, { runId, amounts: { usd: nanoUsd, tokens }, status: 'open', charge: null });
    for (const [kind, amount] of [
      ['usd', nanoUsd],
      ['tokens', tokens],
    ] as const) {
      const [cap, sum] = [ledger.caps[kind], sumOf(ledger, kind)];
      if (cap !== null && amount !== null && sum > cap) this.#fail(`L1 ${name} gave up to ${sum} ${kind}, its limit is ${cap}`);
    }
  }

  #released(name: string, { draws }: LedgerBook, { draw, voidedAtRevision }: Data<'AllowanceReleased'>): void {
    const book = draws.get(draw);
    if (book?.status !== 'open') return this.#fail(`L3 ${draw} of ${name} was released when it was ${book?.status ?? 'nothing'}`);
    const run = this.#runs.get(book.runId);
    if (run?.voided.get(`${name} ${draw}`) !== voidedAtRevision)
      this.#fail(`L4 ${draw} of ${name} was released before it was void`);
    if (run?.drawn.some((drawn) => drawn.ledger === name && drawn.draw === draw)) this.#fail(`L4 ${draw} of ${name} was in use`);
    book.status = 'released';
  }

  #charged(
    name: string,
    ledger: LedgerBook,
    type: 'AllowanceSettled' | 'AllowanceCorrected',
    data: AllowanceCharge,
    before: Readonly<Record<Kind, number>>,
  ): void {
    const book = ledger.draws.get(data.draw);
    if (!book || book.status !== (type === 'AllowanceSettled' ? 'open' : 'settled'))
      return this.#fail(`L3 ${type} of ${data.draw} of ${name}, which is ${book?.status ?? 'nothing'}`);
    const run = this.#runs.get(book.runId);
    if (!run?.hasEnded) this.#fail(`L6 ${data.draw} of ${name} was settled while its run could go on`);
    if (book.charge && data.runRevision <= book.charge.runRevision) this.#fail(`L6 ${data.draw} of ${name} went back in time`);
    Object.assign(book, { status: 'settled', charge: data });
    const own = [...ledger.draws.values()].filter(({ runId, status }) => runId === book.runId && status !== 'released');
    const exposure = run?.exposures[data.runRevision];
    if (own.length === 1 && exposure) this.#compare(`${data.draw} of ${name}`, own, exposure);
    // It may only come to more than before by what the run has really spent beyond what it drew.
    for (const kind of ['usd', 'tokens'] as const) {
      const drawn = own.reduce((sum, { amounts }) => sum + (amounts[kind] ?? 0), 0);
      const isOverrun = exposure !== undefined && totalOf(exposure, kind) > drawn;
      const rises = type === 'AllowanceSettled' && sumOf(ledger, kind) > before[kind];
      if (rises && !isOverrun && own.length === 1) this.#fail(`L9 settling ${data.draw} raised ${name}`);
    }
  }

  #run(runId: string, revision: number, event: RunEvent, at: string, heard: number): void {
    const book = this.#runs.get(runId) ?? new RunBook();
    this.#runs.set(runId, book);
    book.take(event, at);
    const { type, data } = event;
    if (type === 'RunStarted') book.owes.push(...this.#limitsOn(data.workflowId, heard));
    if (type === 'AllowanceDrawn') this.#drawn(runId, book, data, at);
    if (type === 'AllowanceVoided' && book.drawn.some(({ ledger, draw }) => ledger === data.ledger && draw === data.draw))
      this.#fail(`L4 ${data.draw} of ${data.ledger} was void after it was drawn`);
    if (type !== 'StepDispatched') return;
    for (const limitId of book.owes)
      if (!book.drawn.some(({ ledger }) => ledger.startsWith(`${limitId}-2`)))
        this.#fail(`L8 ${runId} began without a draw from ${limitId}`);
    this.#isWithin(runId, book, revision);
  }

  /** Limits in force that the process knew of. */
  #limitsOn(workflowId: string, heard: number): readonly string[] {
    return [...this.#limits].flatMap(([limitId, versions]) => {
      const last = versions.findLast(({ position }) => position <= heard);
      return last?.covers(workflowId) && (last.caps.usd !== null || last.caps.tokens !== null) ? [limitId] : [];
    });
  }

  #drawn(runId: string, { drawn, voided, startedAt, hasEnded }: RunBook, data: RunBook['drawn'][number], at: string): void {
    const name = `${data.draw} of ${data.ledger}`;
    const reserved = this.#ledgers.get(data.ledger)?.draws.get(data.draw);
    if (reserved?.status !== 'open' || reserved.runId !== runId)
      this.#fail(`L5 ${name} was drawn when it was ${reserved?.status ?? 'nothing'}`);
    if (reserved?.amounts.usd !== data.nanoUsd || reserved.amounts.tokens !== data.tokens)
      this.#fail(`L5 ${name} was drawn otherwise`);
    if (voided.has(`${data.ledger} ${data.draw}`)) this.#fail(`L5 ${name} was drawn although it is void`);
    if (drawn.filter(({ ledger, draw }) => ledger === data.ledger && draw === data.draw).length > 1)
      this.#fail(`L5 ${name} was drawn twice`);
    if (hasEnded) this.#fail(`L5 ${name} was drawn after the end`);
    const isFirst = drawn.filter(({ ledger }) => ledger === data.ledger).length === 1;
    if (isFirst && (!data.ledger.endsWith(at.slice(0, data.ledger.includes('-day-') ? 10 : 7)) || startedAt !== at))
      this.#fail(`L10 ${name} is not of the period in which the run started`);
  }

  /** What a run has spent and holds is never more than it drew, when it sends. */
  #isWithin(runId: string, { drawn, exposures }: RunBook, revision: number): void {
    const exposure = exposures[revision];
    for (const ledger of new Set(drawn.map((draw) => draw.ledger))) {
      for (const kind of ['usd', 'tokens'] as const) {
        const amounts = drawn
          .filter((draw) => draw.ledger === ledger)
          .map((draw) => (kind === 'usd' ? draw.nanoUsd : draw.tokens));
        const allowance = amounts.reduce((sum: number, amount) => sum + (amount ?? 0), 0);
        const isBound = amounts.some((amount) => amount !== null);
        if (isBound && exposure && totalOf(exposure, kind) > allowance)
          this.#fail(`L7 ${runId} sends with ${totalOf(exposure, kind)} ${kind}, it drew ${allowance} from ${ledger}`);
      }
    }
  }

  #judgeRun(ledger: string, runId: string): void {
    const own = [...(this.#ledgers.get(ledger)?.draws.values() ?? [])].filter(
      (draw) => draw.runId === runId && draw.status === 'settled',
    );
    const last = this.#runs.get(runId)?.exposures.at(-1);
    if (own.length > 0 && last) this.#compare(`${runId} in ${ledger}`, own, last);
  }

  #compare(what: string, draws: readonly DrawBook[], { spentUsd, heldUsd, spentTokens, heldTokens }: Exposure): void {
    const sum = (of: (charge: AllowanceCharge) => number | null): number =>
      draws.reduce((total, { charge }) => total + (charge ? (of(charge) ?? 0) : 0), 0);
    if (draws.some(({ amounts }) => amounts.usd !== null)) {
      if (sum((charge) => charge.nanoUsd) !== spentUsd)
        this.#fail(`L6 ${what} is charged ${sum((c) => c.nanoUsd)}, by the facts ${spentUsd}`);
      if (sum((charge) => charge.unknownNanoUsd) !== heldUsd)
        this.#fail(`L6 ${what} holds ${sum((c) => c.unknownNanoUsd)}, by the facts ${heldUsd}`);
    }
    if (draws.some(({ amounts }) => amounts.tokens !== null)) {
      if (sum((charge) => charge.tokens) !== spentTokens)
        this.#fail(`L6 ${what}: ${sum((c) => c.tokens)} tokens, by the facts ${spentTokens}`);
      if (sum((charge) => charge.unknownTokens) !== heldTokens)
        this.#fail(`L6 ${what} holds ${sum((c) => c.unknownTokens)} tokens, by the facts ${heldTokens}`);
    }
  }
}

const sumOf = ({ draws }: LedgerBook, kind: Kind): number =>
  [...draws.values()].reduce((sum, { status, amounts, charge }) => {
    if (status === 'released') return sum;
    if (!charge) return sum + (amounts[kind] ?? 0);
    const [known, unknown] = kind === 'usd' ? [charge.nanoUsd, charge.unknownNanoUsd] : [charge.tokens, charge.unknownTokens];
    return sum + (known ?? 0) + (unknown ?? 0);
  }, 0);

const totalOf = ({ spentUsd, heldUsd, spentTokens, heldTokens }: Exposure, kind: Kind): number =>
  kind === 'usd' ? spentUsd + heldUsd : spentTokens + heldTokens;
