import type { ApprovalView } from '@mc/projections';
import { textLink } from '../runs/links';

/** Large texts of a request say where the whole can be read. */
export const withLinks = <Approval extends ApprovalView>(approval: Approval): Approval => {
  const link = <Text>(text: Text): Text =>
    typeof text === 'object' && text !== null && 'sha256' in text
      ? { ...text, href: textLink(approval.runId)(String(text.sha256)) }
      : text;
  const { input } = approval.request;
  const linked = {
    ...input,
    instructions: link(input.instructions),
    prompt: link(input.prompt),
    messages: input.messages.map((message) => ({ ...message, content: link(message.content) })),
  };
  return {
    ...approval,
    request: { ...approval.request, input: linked },
    upstream: approval.upstream.map((step) => ({ ...step, output: link(step.output) })),
  };
};
