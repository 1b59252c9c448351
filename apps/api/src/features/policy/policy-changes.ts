import type { PolicyInput } from '@mc/contracts';
import { type KnownCatalogue, type PolicyCommand, type PolicyContext, policyDecider } from '@mc/domain';
import { problemOf } from '../../commands/refusals';

/** One command for each thing that is to change; the mode first, since rules are judged under it. */
export const commandsOf = ({ singleOperator, approvals, reason }: PolicyInput): readonly PolicyCommand[] => [
  ...(singleOperator === undefined
    ? []
    : [{ type: 'SetSingleOperatorMode', data: { enabled: singleOperator, reason } } as const]),
  ...(['write', 'irreversible'] as const).flatMap((risk) => {
    const rule = approvals?.[risk];
    return rule === undefined ? [] : [{ type: 'SetApprovalRule', data: { risk, rule, reason } } as const];
  }),
];

/** Lets the rules look at all of a request before any of it is stored. Throws the first refusal. */
export const rehearse = (commands: readonly PolicyCommand[], catalogue: KnownCatalogue, meta: PolicyContext['meta']): void => {
  const state = policyDecider.initial();
  state.rules = { write: catalogue.approvalRule('write'), irreversible: catalogue.approvalRule('irreversible') };
  state.singleOperator = catalogue.singleOperator;
  for (const command of commands) {
    const { facts, refusal } = policyDecider.decide(command, state, { meta, operators: catalogue.operators() });
    if (refusal) throw problemOf(refusal);
    for (const fact of facts) policyDecider.evolve(state, fact, { at: meta.now, actor: meta.actor, revision: 0 });
  }
};
