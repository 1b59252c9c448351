import { OUTPUT_BYTES_MAX } from '../agent-text';
import type { GatewayClock } from '../clock';
import { failed, outputTooLarge } from '../failure';
import type { GatewaySignal } from '../gateway';
import type { Calls } from './calls';
import { CallRefused, type Connection, ConnectionLost } from './connection';
import { cancelledThere, malformed, runFailed, timedOutThere, truncated } from './errors';
import { finalText, type RunReading } from './reading';
import type { SessionTree } from './sub-agents';
import type { Ending } from './terminal';

/** The last words of a run reach the transcript a moment after its end. */
const RECORDED_WITHIN_MS = 1_500;
const RECORDED_POLL_MS = 250;

const CUT = new Set(['length', 'max_tokens']);
const WITHHELD = new Set(['content_filter', 'refusal', 'sensitive']);

export interface OutcomeParts {
  readonly calls: Calls;
  readonly tree: SessionTree;
  readonly reading: RunReading;
  readonly clock: GatewayClock;
}

export interface Accounting {
  readonly runId: string;
  readonly connection: Connection | null;
  /** How long sub-agents are waited for. */
  readonly subAgentsMs: number;
  readonly over: AbortSignal;
}

/** What an ending comes to, with the costs that belong to it. */
export class Outcomes {
  constructor(private readonly parts: OutcomeParts) {}

  /** Reads what was not told live. A connection that breaks here leaves the cost as far as it is known. */
  async account(ending: Ending, { connection, over, runId, subAgentsMs }: Accounting): Promise<void> {
    const { calls, clock, tree } = this.parts;
    const agentMeta = 'agentMeta' in ending ? ending.agentMeta : {};
    try {
      if (connection && tree.hasChildren) await tree.untilQuiet(connection, clock, subAgentsMs, over);
      // What was stopped is counted by nobody, so there is nothing to wait for.
      const until = clock.now() + (ending.kind === 'cancelled' ? 0 : RECORDED_WITHIN_MS);
      while (connection && calls.lacks(agentMeta, runId) && clock.now() < until && !over.aborted) {
        if (await tree.read(connection)) await tree.untilQuiet(connection, clock, subAgentsMs, over);
        if (calls.lacks(agentMeta, runId)) await clock.sleep(RECORDED_POLL_MS, over);
      }
    } catch (error) {
      if (!(error instanceof ConnectionLost) && !(error instanceof CallRefused)) throw error;
      if (tree.hasChildren) calls.uncertain('sub-agents');
    }
    calls.flush();
    calls.total(agentMeta, runId);
  }

  signalOf(ending: Ending): GatewaySignal {
    const { calls, reading } = this.parts;
    switch (ending.kind) {
      case 'succeeded':
        return completed(ending.text, ending.stopReason);
      case 'failed': {
        const { reason, wasRetried } = reading;
        return runFailed({ words: ending.words, reason, wasRetried, hasUsage: calls.reports.some(({ final }) => final) });
      }
      case 'cancelled':
        return cancelledThere();
      case 'timedOut':
        return timedOutThere(ending.words);
      case 'malformed':
        return malformed(ending.what);
      case 'refused':
      case 'inFlight':
      case 'unknown':
        return malformed(`its end is ${ending.kind}`);
    }
  }
}

const completed = (text: string, stopReason: string): GatewaySignal => {
  if (CUT.has(stopReason)) return truncated(text);
  if (WITHHELD.has(stopReason))
    return failed({
      class: 'refused',
      code: 'content_filtered',
      message: 'the engine withheld the answer by its content filter',
      retryable: false,
      executed: 'yes',
    });
  const output = finalText(text);
  return output === null ? outputTooLarge(OUTPUT_BYTES_MAX) : { kind: 'completed', output };
};
