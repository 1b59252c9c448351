import { chargesOf, hasEnded } from '../../src';
import type { LimitSimulation } from './simulation';

interface Place {
  readonly runId: string;
  readonly ledger: string;
  readonly draw: string;
}

/** Every draw that was ever made: looking at any of them is harmless at any time. */
export const anyDraws = ({ log }: LimitSimulation): readonly Place[] =>
  log.flatMap(({ stream, event: { type, data } }) =>
    type === 'AllowanceReserved' ? [{ runId: data.runId, ledger: stream.slice('budget-'.length), draw: data.draw }] : [],
  );

/** Where a look is worth it, as a read model would say: draws that no running run holds, and charges that are not the last word. */
export const worthALook = (simulation: LimitSimulation): readonly Place[] => {
  const open = new Map<string, Place>();
  for (const { stream, event } of simulation.log) {
    if (!stream.startsWith('budget-') || event.type === 'BudgetCapSet') continue;
    const { draw } = event.data as { readonly draw: string };
    const place = { runId: draw.slice(0, draw.indexOf('/')), ledger: stream.slice('budget-'.length), draw };
    const key = `${place.ledger} ${draw}`;
    open.delete(key);
    if (event.type === 'AllowanceReserved' ? !isHeld(simulation, place) : isPast(simulation, place, event.data))
      open.set(key, place);
  }
  return [...open.values()];
};

const isHeld = (simulation: LimitSimulation, { runId, ledger, draw }: Place): boolean => {
  const run = simulation.run(runId);
  return run.status === 'running' && (run.allowances.get(ledger)?.draws.some((drawn) => drawn.draw === draw) ?? false);
};

const isPast = (simulation: LimitSimulation, { runId, ledger, draw }: Place, charged: object): boolean => {
  const run = simulation.run(runId);
  const due = hasEnded(run) ? chargesOf(run).find((one) => one.ledger === ledger && one.charge.draw === draw)?.charge : undefined;
  return due !== undefined && 'nanoUsd' in charged && amountsOf(due) !== amountsOf(charged);
};

const amountsOf = (charge: object): string => {
  const { nanoUsd, tokens, unknownNanoUsd, unknownTokens } = charge as Record<string, unknown>;
  return JSON.stringify([nanoUsd, tokens, unknownNanoUsd, unknownTokens]);
};
