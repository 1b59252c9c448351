import type { LiveEvent, LiveOutput, LiveServerEvents, Topic } from '@mc/contracts';
import type { Caller } from '../identity/caller';
import { CATCH_UP_BUFFER_MAX, OUTPUT_QUEUE_MAX, SEND_QUEUE_MAX } from './limits';

/** What a subscriber needs of its socket. */
export interface Line {
  emit<Name extends keyof LiveServerEvents>(name: Name, ...message: Parameters<LiveServerEvents[Name]>): unknown;
  /** Packets that the client has not taken yet. */
  queued(): number;
  close(): void;
}

interface Following {
  /** Nothing at or before this position is sent: it was not asked for, or it has been sent by replay. */
  after: number;
  /** Facts that came while older ones are still being read; null once caught up. */
  waiting: LiveEvent[] | null;
}

/** One client and what it follows. Positions only rise in each topic, without a gap; where they cannot, it is told to read anew. */
export class Subscriber {
  readonly #topics = new Map<Topic, Following>();
  /** The client does not keep up: nothing is sent until its queue is empty. */
  #isBehind = false;

  constructor(
    readonly caller: Caller,
    private readonly line: Line,
  ) {}

  get topicCount(): number {
    return this.#topics.size;
  }

  follows(topic: Topic): boolean {
    return this.#topics.has(topic);
  }

  /** Begins to follow; facts are held back until `caughtUp`. */
  follow(topic: Topic, after: number): void {
    this.#topics.set(topic, { after, waiting: [] });
  }

  unfollow(topic: Topic): void {
    this.#topics.delete(topic);
  }

  /** A fact of long ago, read back in order. */
  replay(message: LiveEvent): void {
    const following = this.#topics.get(message.topic);
    if (following) this.#send(following, message);
  }

  /** Everything up to this position was replayed: sends what has come in the meantime, and goes live. */
  caughtUp(topic: Topic, replayedTo: number, position: number): void {
    const following = this.#topics.get(topic);
    if (!following?.waiting) return;
    const { waiting } = following;
    following.waiting = null;
    following.after = Math.max(following.after, replayedTo);
    if (waiting.length > CATCH_UP_BUFFER_MAX) return this.resync([topic], position);
    for (const message of waiting) this.#send(following, message);
  }

  deliver(message: LiveEvent): void {
    const following = this.#topics.get(message.topic);
    if (!following) return;
    if (!following.waiting) return this.#send(following, message);
    // One more than the limit says that it was passed; the rest need not be kept.
    if (following.waiting.length <= CATCH_UP_BUFFER_MAX) following.waiting.push(message);
  }

  output(output: LiveOutput): void {
    if (this.#isBehind || this.line.queued() > OUTPUT_QUEUE_MAX) return;
    if (this.#topics.has(`run:${output.runId}`)) this.line.emit('output', output);
  }

  heartbeat(position: number): void {
    if (this.#isBehind && this.line.queued() === 0) {
      this.#isBehind = false;
      this.resync([...this.#topics.keys()], position);
    }
    if (!this.#isBehind) this.line.emit('heartbeat', { position });
  }

  resync(topics: Topic[], position: number): void {
    for (const topic of topics) {
      const following = this.#topics.get(topic);
      if (following) following.after = Math.max(following.after, position);
    }
    this.line.emit('resync', { topics, position });
  }

  close(): void {
    this.line.close();
  }

  #send(following: Following, message: LiveEvent): void {
    if (this.#isBehind || message.position <= following.after) return;
    if (this.line.queued() > SEND_QUEUE_MAX) {
      this.#isBehind = true;
      return;
    }
    this.line.emit('event', message);
  }
}
