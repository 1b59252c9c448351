import type { UsageReport } from '@mc/domain';
import type { DispatchRequest } from '../gateway';
import { countTokens } from '../tokens';
import type { Script } from './script';
import { diceOf, HOSTILE_TEXT, plausibleText, textOfBytes, withinTokens } from './texts';

/** What a finished attempt says and what it consumed. */
export interface Answer {
  readonly output: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
}

const outputOf = (script: Script, request: DispatchRequest, seed: number): string => {
  if (script.say !== null) return script.say;
  if (script.outputBytes !== null) return textOfBytes(script.outputBytes);
  if (script.hostile) return HOSTILE_TEXT;
  const agent = `${request.engineAgent ?? ''} ${request.agent}`;
  const text = plausibleText(agent, request.prompt, diceOf(seed, request.effectKey));
  return script.ignoreLimit ? text : withinTokens(text, request.model, request.maxOutputTokens);
};

export const answerOf = (script: Script, request: DispatchRequest, seed: number): Answer => {
  const output = outputOf(script, request, seed);
  const input =
    script.tokens?.input ??
    countTokens(request.prompt, request.model) + (request.system === null ? 0 : countTokens(request.system, request.model));
  const said = (script.tokens?.output ?? countTokens(output, request.model)) + script.reasoningTokens;
  return {
    output,
    inputTokens: input,
    outputTokens: script.ignoreLimit ? said : Math.min(said, request.maxOutputTokens),
    cacheReadTokens: Math.min(script.tokens?.cacheRead ?? 0, input),
  };
};

/** How much of a total belongs to one of several calls; the last one takes the rest. */
const share = (total: number, calls: number, call: number): number =>
  call === calls ? total - Math.floor(total / calls) * (calls - 1) : Math.floor(total / calls);

/** The reports of an attempt's model calls when `part` (0 to 1) of the answer is out. */
export const usageOf = (script: Script, request: DispatchRequest, answer: Answer, part: number): UsageReport[] => {
  const reports: UsageReport[] = [];
  for (let call = 1; call <= script.calls; call += 1) {
    reports.push({
      callId: `call-${call}`,
      model: request.model,
      inputTokens: share(answer.inputTokens, script.calls, call),
      outputTokens: Math.floor(share(answer.outputTokens, script.calls, call) * part),
      cacheReadTokens: script.noUsage ? 0 : share(answer.cacheReadTokens, script.calls, call),
      cacheWriteTokens: 0,
      final: part === 1 && !script.noUsage,
      source: part === 1 && !script.noUsage ? 'engine' : 'estimate',
      costNanoUsd: part === 1 && script.costNanoUsd !== null ? share(script.costNanoUsd, script.calls, call) : null,
    });
  }
  return reports;
};
