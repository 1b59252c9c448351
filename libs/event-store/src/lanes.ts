import { LANE_QUEUE_MAX } from './limits';

/** Too many wait in one lane already. Nothing was done; trying later is fine. */
export class LaneOverflow extends Error {
  override readonly name = 'LaneOverflow';
  constructor(readonly key: string) {
    super(`more than ${LANE_QUEUE_MAX} commands are waiting for ${key}`);
  }
}

interface Lane {
  waiting: number;
  last: Promise<unknown>;
}

/** Tasks of one key run one after the other, in the order in which they came; tasks of different keys side by side. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /** Keys with a task under way. */
  get size(): number {
    return this.#lanes.size;
  }

  /** The task's own result; a task that fails does not disturb the next. Rejects with LaneOverflow when the lane is full. */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const lane = this.#lanes.get(key) ?? { waiting: 0, last: Promise.resolve() };
    if (lane.waiting > LANE_QUEUE_MAX) throw new LaneOverflow(key);
    this.#lanes.set(key, lane);
    lane.waiting++;
    const turn = lane.waiting === 1 ? task() : lane.last.then(task, task);
    lane.last = turn;
    try {
      return await turn;
    } finally {
      lane.waiting--;
      if (lane.waiting === 0) this.#lanes.delete(key);
    }
  }
}
