import type { RunReceiptView } from '@mc/contracts';
import { nanoFromCents } from '@mc/domain';
import { Controller, Inject } from '@nestjs/common';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import type { Reply } from '../../http/reply';
import { RunDesk } from './run-desk';

@Controller()
export class RunCommandsController {
  constructor(@Inject(RunDesk) private readonly runs: RunDesk) {}

  @Endpoint('abortRun')
  abort(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'abortRun'>): Promise<Reply<RunReceiptView>> {
    return this.runs.execute(asked, params.runId, { type: 'AbortRun', data: { reason: body.reason ?? null } });
  }

  @Endpoint('pauseRun')
  pause(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'pauseRun'>): Promise<Reply<RunReceiptView>> {
    return this.runs.execute(asked, params.runId, { type: 'PauseRun', data: { reason: body.reason ?? null } });
  }

  @Endpoint('resumeRun')
  resume(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'resumeRun'>): Promise<Reply<RunReceiptView>> {
    return this.runs.execute(asked, params.runId, { type: 'ResumeRun', data: { reason: body.reason ?? null } });
  }

  @Endpoint('raiseBudget')
  raiseBudget(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'raiseBudget'>): Promise<Reply<RunReceiptView>> {
    const { totalBudgetCents, maxTokens, reason } = body;
    const data = {
      ...(totalBudgetCents === undefined ? {} : { capNanoUsd: nanoFromCents(totalBudgetCents) }),
      ...(maxTokens === undefined ? {} : { capTokens: maxTokens }),
      reason,
    };
    return this.runs.execute(asked, params.runId, { type: 'RaiseBudget', data });
  }

  @Endpoint('retryStep')
  retry(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'retryStep'>): Promise<Reply<RunReceiptView>> {
    const data = { stepKey: params.key, reason: body.reason ?? null };
    return this.runs.execute(asked, params.runId, { type: 'RetryStep', data });
  }

  @Endpoint('settleStep')
  settle(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'settleStep'>): Promise<Reply<RunReceiptView>> {
    return this.runs.settle(asked, params.runId, params.key, body);
  }
}
