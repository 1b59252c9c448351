import { describe, expect, it } from '@jest/globals';
import type { EngineApprovalNews, Gateway } from './gateway';
import { NamedGateway } from './named-gateway';
import { simulatedOptions } from './simulated/options';
import { SimulatedGateway } from './simulated/simulated.gateway';
import { requestOf } from './testing/requests';

/** An adapter whose engine asks, and remembers who listens. */
const asking = () => {
  const listeners: ((news: EngineApprovalNews) => void)[] = [];
  const adapter: Gateway = Object.assign(new SimulatedGateway({ name: 'claw' }, simulatedOptions.parse({})), {
    onEngineApproval: (listener: (news: EngineApprovalNews) => void) => void listeners.push(listener),
    answerApproval: async (approvalId: string) => ({ applied: true, status: `allowed ${approvalId}` }),
  });
  return {
    adapter,
    resolve: (approvalId: string) =>
      listeners.map((tell) => tell({ kind: 'resolved', approvalId, effectKey: null, decision: 'deny' })),
  };
};

describe('a named gateway', () => {
  it('hears the approvals of the adapter that takes the place of another', () => {
    const [first, second] = [asking(), asking()];
    const gateway = new NamedGateway(first.adapter, '1');
    const heard: string[] = [];
    const over = new AbortController();
    gateway.onEngineApproval((news) => void heard.push(news.kind === 'resolved' ? news.approvalId : ''), over.signal);
    first.resolve('a');
    gateway.replace(second.adapter, '2');
    second.resolve('b');
    over.abort();
    const third = asking();
    gateway.replace(third.adapter, '3');
    third.resolve('c');
    expect(heard).toEqual(['a', 'b']);
  });

  it('answers where the engine asks, and says so where it never does', async () => {
    expect(await new NamedGateway(asking().adapter, '1').answerApproval('a', 'allow')).toEqual({
      applied: true,
      status: 'allowed a',
    });
    const silent = new NamedGateway(new SimulatedGateway({ name: 'sim' }, simulatedOptions.parse({})), '1');
    await expect(silent.answerApproval('a', 'allow')).rejects.toMatchObject({ code: 'gateway_refused' });
  });

  it('cannot listen again where the adapter cannot', async () => {
    const simulated = new SimulatedGateway({ name: 'sim' }, simulatedOptions.parse({}));
    const gateway = new NamedGateway(Object.assign(simulated, { attach: undefined }), '1');
    await expect(gateway.attach(requestOf(), () => undefined, new AbortController().signal)).rejects.toThrow('listened to again');
  });
});
