const AGENTS_MAX = 10_000;

/**
 * What an engine adds to the prompts of its agents: instructions, tools, files of the workspace, thousands of tokens. It is
 * known only after the first call of an agent; from then on the live estimate of a call begins where the count will end.
 */
export class PromptSizes {
  readonly #added = new Map<string, number>();

  /** Tokens, as last seen; 0 for an agent that was not seen yet. */
  addedBy(agent: string): number {
    return this.#added.get(agent) ?? 0;
  }

  learn(agent: string, tokens: number): void {
    if (this.#added.size < AGENTS_MAX || this.#added.has(agent)) this.#added.set(agent, Math.max(0, tokens));
  }
}
