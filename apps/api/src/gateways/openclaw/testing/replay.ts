import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { listOf, textOf, type Wire, wireOf } from '../wire';

interface Recorded {
  readonly dir: 'in' | 'out';
  readonly frame: Wire;
}

/** Frames that an engine of version 2026.9.6 sent and got; shortened, never changed. */
export const recording = (name: string): readonly Recorded[] =>
  readFileSync(new URL(`./frames/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

/** Plays what was recorded of one run to whoever sends an attempt, in the names of that attempt. */
export class Replay {
  readonly #heard = new Set<string>();
  readonly #waiting: (() => void)[] = [];

  private constructor(
    private readonly server: WebSocketServer,
    private readonly frames: readonly Recorded[],
  ) {
    server.on('connection', (socket) => this.#welcome(socket));
  }

  static async start(name: string): Promise<Replay> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return new Replay(server, recording(name));
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  #welcome(socket: WebSocket): void {
    const send = (frame: Wire) => socket.send(JSON.stringify(frame));
    let names: (text: string) => string = (text) => text;
    send({ type: 'event', event: 'connect.challenge', payload: { nonce: 'n', ts: 1 } });
    socket.on('message', (data) => {
      const { id, method, params } = wireOf(JSON.parse(String(data)));
      const answer = (payload: unknown) => send({ type: 'res', id, ok: true, payload });
      const request = wireOf(params);
      this.#heard.add(String(method));
      for (const tell of this.#waiting.splice(0)) tell();
      if (method === 'connect') answer(HELLO);
      else if (method === 'agent') {
        names = namesOf(this.frames, request);
        void this.#play(names, String(id), send);
      } else if (method === 'chat.history' || method === 'tasks.list') answer(this.#recorded(String(method), request, names));
      else if (method !== 'sessions.abort') answer({ subscribed: true });
      else answer({ ok: true, status: 'aborted' });
    });
  }

  async #play(names: (text: string) => string, id: string, send: (frame: Wire) => void): Promise<void> {
    const start = this.frames.findIndex(({ frame }) => frame.method === 'agent');
    const { run } = recordedNames(this.frames);
    const ofRun = this.frames.find(({ frame }) => frame.type === 'res' && wireOf(frame.payload).runId === run);
    const recordedId = this.frames[start]?.frame.id ?? ofRun?.frame.id;
    for (const { dir, frame } of this.frames.slice(start + 1)) {
      if (frame.method === 'sessions.abort') await this.#untilHeard('sessions.abort');
      if (dir === 'out') continue;
      const renamed = wireOf(JSON.parse(names(JSON.stringify(frame))));
      if (frame.type === 'event') send(renamed);
      else if (frame.id === recordedId) send({ ...renamed, id });
    }
  }

  async #untilHeard(method: string): Promise<void> {
    while (!this.#heard.has(method)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** What was recorded of this session; of others nothing was asked then. */
  #recorded(method: string, { sessionKey }: Wire, names: (text: string) => string): unknown {
    const answers = this.frames.filter(({ dir, frame }) => dir === 'in' && frame.type === 'res').map(({ frame }) => frame);
    const renamed = answers.map((frame) => wireOf(wireOf(JSON.parse(names(JSON.stringify(frame)))).payload));
    if (method === 'tasks.list') return renamed.find(({ tasks }) => Array.isArray(tasks)) ?? { tasks: [] };
    const found = renamed.find((payload) => payload.sessionKey === sessionKey && listOf(payload.messages).length > 0);
    return found ?? { sessionKey, messages: [], sessionInfo: {} };
  }

  async close(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** The names of the recorded run; where its request was not recorded, they are in its events. */
const recordedNames = (frames: readonly Recorded[]) => {
  const asked = wireOf(frames.find(({ frame }) => frame.method === 'agent')?.frame.params);
  const event = wireOf(frames.find(({ frame }) => frame.event === 'agent')?.frame.payload);
  return { key: textOf(asked.sessionKey ?? event.sessionKey), run: textOf(asked.idempotencyKey ?? event.runId) };
};

/** From the names of the recording to those of the present attempt. */
const namesOf = (frames: readonly Recorded[], present: Wire): ((text: string) => string) => {
  const { key, run } = recordedNames(frames);
  if (key === null || run === null) return (text) => text;
  return (text) => text.replaceAll(key, String(present.sessionKey)).replaceAll(run, String(present.idempotencyKey));
};

const HELLO: Wire = {
  type: 'hello-ok',
  protocol: 4,
  server: { version: '2026.9.6', bootId: 'recorded' },
  auth: { role: 'operator', scopes: ['operator.read', 'operator.write'] },
  policy: { tickIntervalMs: 30_000 },
};
