import { afterAll, describe, expect, it } from '@jest/globals';
import { type Mutant, plant } from './plant';
import { violations } from './simulation/oracle';
import { type RunFunctions, Simulation } from './simulation/simulation';

/** Within so many seeds every planted bug must have shown itself. */
const SEEDS = 600;

/** Planted bugs, each one rule of dispatch, budget or approval taken out of the real source. */
const MUTANTS: readonly Mutant[] = [
  {
    name: 'leaves the questions of an attempt that has ended open (I25)',
    file: 'decide/schedule.ts',
    from: '  withdrawQuestions(draft);\n',
    to: '',
  },
  {
    name: 'brings one question of an engine to people twice (Q2)',
    file: 'decide/questions.ts',
    from: 'isKnown || asked.length',
    to: 'asked.length',
  },
  {
    name: 'takes the answer to a question for the gate of its step (I9)',
    file: 'evolve/approvals.ts',
    from: 'if (!isGate || !data.sealed) return;',
    to: 'if (!data.sealed) return;',
  },
  {
    name: 'reserves nothing (R2)',
    file: 'run.ledger.ts',
    from: "reservedNanoUsd: attempt.reservation === 'reserved' ? held : 0",
    to: 'reservedNanoUsd: 0',
  },
  {
    name: 'gives an unknown cost back (R12)',
    file: 'run.ledger.ts',
    from: "unknownNanoUsd: attempt.reservation === 'unknown' ? held : 0",
    to: 'unknownNanoUsd: 0',
  },
  {
    name: 'does not wait for dependencies (I7)',
    file: 'evolve/tables.ts',
    from: 'const missing = stepOf(state, key).missing - 1',
    to: 'const missing = 0',
  },
  {
    name: 'takes silence for a proof, and sends a gated attempt again under a new key (R7, R8)',
    file: 'decide/endings.ts',
    from: 'failure: Failure): void => {',
    to: "told: Failure): void => {\n  const failure: Failure = told.executed === 'unknown' ? { ...told, executed: 'no' } : told;",
  },
  {
    name: 'repeats a gated attempt that was carried out (I12)',
    file: 'decide/endings.ts',
    from: "  if (executed !== 'no' && step.definition.risk !== 'read') return null;",
    to: '',
  },
  {
    name: 'sends without asking (I15)',
    file: 'decide/schedule.ts',
    from: "spec.risk === 'read' ? null",
    to: "spec.risk !== 'irreversible' ? null",
  },
  {
    name: 'does not compare digests at dispatch (R15)',
    file: 'decide/schedule.ts',
    from: 'approval.digest === digestOf(spec, draft.context) ? movedApprover(draft, approval) : movedField(approval.spec, spec)',
    to: 'movedApprover(draft, approval)',
  },
  {
    name: 'takes any digest for the one that was shown (R14)',
    file: 'decide/approvals.ts',
    from: 'if (data.digest !== approval.digest)',
    to: 'if (data.digest === null)',
  },
  {
    name: 'lets the starter approve (R16)',
    file: 'decide/who-may-decide.ts',
    from: "verdict === 'approve' && !policy.selfApproval && starterId === operator.operatorId",
    to: "verdict === 'approve' && !policy.selfApproval && starterId === ''",
  },
  {
    name: 'decides twice (R13)',
    file: 'decide/approvals.ts',
    from: "if (approval.status === 'approved' || approval.status === 'rejected')",
    to: "if (approval.status === 'rejected')",
  },
  {
    name: 'believes a refusal of one of two copies (rule 5)',
    file: 'decide/results.ts',
    from: 'const isProof = attempt.resends === 0 && attempt.calls.length === 0;',
    to: 'const isProof = true;',
  },
  {
    name: 'lets a late result revive the step (R11)',
    file: 'decide/results.ts',
    from: 'if (!isOpen(place.attempt)) return recordLate(draft, place, command);',
    to: '',
  },
  {
    name: 'dispatches while paused (I8)',
    file: 'decide/schedule.ts',
    from: '!state.paused && ',
    to: '',
  },
  {
    name: 'grants after expiry (I19)',
    file: 'decide/approvals.ts',
    from: "approval.status === 'expired' || hasExpired(approval, now)",
    to: "approval.status === 'expired' && now !== ''",
  },
  {
    name: 'settles a missing usage at zero (I23, I24)',
    file: 'decide/results.ts',
    from: '    costNanoUsd: null,\n    inputTokens: Math.max(',
    to: '    costNanoUsd: 0,\n    inputTokens: Math.max(',
  },
  {
    name: 'gives the tokens of an unknown bill back (I23)',
    file: 'run.ledger.ts',
    from: "settlement.tokensFinal ? 'settled' : 'unknown'",
    to: "'settled'",
  },
  {
    name: 'does not book what comes after the bill (I22, I24)',
    file: 'run.calls.ts',
    from: 'isClosed(attempt) ? corrected(attempt, calls)',
    to: 'isClosed(attempt) ? {}',
  },
  {
    name: 'forgets whom a step that failed before it was sent makes ready (I26)',
    file: 'decide/schedule.ts',
    from: 'for (const stepKey of state.ready) tryDispatch',
    to: 'for (const stepKey of [...state.ready]) tryDispatch',
  },
  {
    name: 'seals with one grant of two (I15)',
    file: 'decide/approvals.ts',
    from: 'standingGrants(approval, catalogue) + 1 >= approval.policy.quorum',
    to: 'standingGrants(approval, catalogue) + 1 >= 1',
  },
  {
    name: 'counts one person twice (I15)',
    file: 'decide/who-may-decide.ts',
    from: 'return deciderIds.includes(operator.operatorId)',
    to: "return deciderIds.includes('')",
  },
  {
    name: 'ends the run with an attempt in flight (I25)',
    file: 'decide/schedule.ts',
    from: "state.status !== 'running' || state.inFlight.size > 0) return;\n  if (state.abort)",
    to: "state.status !== 'running') return;\n  if (state.abort)",
  },
];

const planted = plant(MUTANTS.map((mutant) => ({ ...mutant, file: `run/${mutant.file}` })));
afterAll(() => planted.clear());

const violationsOf = (seed: number, domain: RunFunctions): readonly string[] => violations(new Simulation(seed, domain).play());

describe('a planted bug is caught: the run', () => {
  it.each(MUTANTS.map(({ name }, index) => ({ name, index })))('$name', async ({ index }) => {
    expect(await planted.firstViolation(index, SEEDS, violationsOf)).not.toBeNull();
  });
});
