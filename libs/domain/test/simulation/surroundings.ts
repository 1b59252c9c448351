import type { Catalogue } from '../../src';
import { catalogue, price } from '../../src/testing';
import type { Choices } from './random';
import type { Scenario } from './scenario';

/** What a decision meets outside its run, and what moves there: prices, freezes, engines that go and come, an agent that is deleted. */
export class Surroundings {
  isDown = false;
  #isFrozen = false;
  #hasTemp: boolean;
  #price = price;

  constructor(
    private readonly scenario: Scenario,
    private readonly choices: Choices,
  ) {
    this.#hasTemp = choices.chance(0.7);
  }

  /** As of now; what moves later does not show in it. */
  catalogue(): Catalogue {
    const [current, isFrozen, hasTemp] = [this.#price, this.#isFrozen, this.#hasTemp];
    const { capabilities, quorum } = this.scenario;
    const worker = catalogue().agent('worker');
    return catalogue({
      capabilities: () => capabilities,
      price: (model) => (model === 'm1' ? current : undefined),
      approvalRule: (risk) => ({ quorum, selfApproval: risk === 'write', roles: ['approver'], expiresAfterMs: 120_000 }),
      agent: (name) => (worker && (name === 'worker' || hasTemp) ? { ...worker, name } : undefined),
      frozen: () => (isFrozen ? { scope: 'all', name: null } : undefined),
    });
  }

  toggle(): void {
    const what = this.choices.below(5);
    if (what < 2) this.#isFrozen = !this.#isFrozen;
    else if (what < 4) this.isDown = !this.isDown;
    else this.#hasTemp = false;
  }

  /** A list price moves a little: what was approved is not what would be sent any more. */
  movePrice(): void {
    const { priceVersion, outputNanoUsdPerMTok } = this.#price;
    this.#price = {
      ...this.#price,
      priceVersion: priceVersion + 1,
      outputNanoUsdPerMTok: outputNanoUsdPerMTok + (this.choices.chance(0.5) ? 1_000_000 : 0),
    };
  }

  heal(): void {
    [this.#isFrozen, this.isDown] = [false, false];
  }
}
