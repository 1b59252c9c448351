import { describe, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import { agent } from '../../test/workflow.samples';
import { type AgentCommand, agentDecider } from './agent.decider';
import type { AgentConfig, AgentEvent } from './agent.events';

const gateway = { name: 'sim', kind: 'simulated', url: null, auth: { type: 'none', secretRef: null }, options: {} } as const;
const given = givenFor(agentDecider, {
  meta: META,
  catalogue: { gateway: (name) => (name === 'sim' ? gateway : undefined) },
  usedBy: [],
});

const writer = agent('writer');
const changed = agent('writer', { model: 'm2' });
const registered: AgentEvent = { type: 'AgentRegistered', data: writer };
const removed: AgentEvent = { type: 'AgentRemoved', data: { name: 'writer' } };
const register = (data: AgentConfig): AgentCommand => ({ type: 'RegisterAgent', data });
const change = (data: AgentConfig): AgentCommand => ({ type: 'ChangeAgent', data });
const remove: AgentCommand = { type: 'RemoveAgent', data: { name: 'writer' } };

describe('an agent', () => {
  it('is registered', () => given().when(register(writer)).leadsTo(registered));
  it('is registered once', () => given(registered).when(register(changed)).refused('agent_exists', { agent: 'writer' }));
  it('is registered again after it was removed', () => given(registered, removed).when(register(writer)).leadsTo(registered));
  it('changes', () => given(registered).when(change(changed)).leadsTo({ type: 'AgentChanged', data: changed }));
  it('does not change into itself', () =>
    given(registered)
      .when(change({ ...writer }))
      .leadsTo());
  it.each([register, change])('needs a gateway that exists', (command) =>
    given(...(command === change ? [registered] : []))
      .when(command(agent('writer', { gateway: 'ghost' })))
      .refused('unknown_gateway', { gateway: 'ghost' }),
  );
  it('is removed', () => given(registered).when(remove).leadsTo(removed));
  it('stays while active workflows use it', () =>
    given(registered)
      .when(remove, { usedBy: [{ workflowId: 'w1', name: 'launch-post' }] })
      .refused('agent_in_use', { workflows: [{ workflowId: 'w1', name: 'launch-post' }] }));
  it.each([change(writer), remove])('must exist before it changes', (command) => {
    given().when(command).refused('agent_not_found');
    given(registered, removed).when(command).refused('agent_not_found');
  });
});
