import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCallback } from '../http/callback';
import { CallbackHub } from '../http/callback-hub';
import { ChildEngine } from './child-engine';

const AGENT = fileURLToPath(new URL('../../../../../examples/http-agent.mjs', import.meta.url));
const WORK = fileURLToPath(new URL('./http-agent-work.mjs', import.meta.url));

/** The example agent in a process of its own, a network before it that goes wrong on demand, and a place for callbacks. */
export class HttpEngine {
  readonly hub = new CallbackHub();
  readonly #seen = new Map<string, number>();
  readonly #servers: Server[] = [];
  #folder = '';
  #agent!: ChildEngine;
  url = '';
  callbacksUrl = '';

  private constructor(
    private readonly secret: string,
    private readonly gateway: string,
  ) {}

  static async start(secret: string, gateway: string): Promise<HttpEngine> {
    const engine = new HttpEngine(secret, gateway);
    engine.#folder = await mkdtemp(join(tmpdir(), 'mc-http-agent-'));
    engine.#agent = await ChildEngine.start(AGENT, [], {
      HTTP_AGENT_SECRET: secret,
      HTTP_AGENT_FILE: join(engine.#folder, 'states.ndjson'),
      HTTP_AGENT_JOURNAL: engine.#journal,
      HTTP_AGENT_WORK: WORK,
    });
    engine.url = await engine.#serve((request, response) => engine.#forward(request, response));
    engine.callbacksUrl = await engine.#serve((request, response) => engine.#receive(request, response));
    return engine;
  }

  get #journal(): string {
    return join(this.#folder, 'journal');
  }

  restart(): Promise<void> {
    return this.#agent.restart();
  }

  async close(): Promise<void> {
    await this.#agent.stop();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** How often a line stands in the journal. */
  async noted(line: string): Promise<number> {
    const journal = await readFile(this.#journal, 'utf8').catch(() => '');
    return journal.split('\n').filter((known) => known === line).length;
  }

  async untilNoted(line: string): Promise<void> {
    const endsAt = Date.now() + 10_000;
    while ((await this.noted(line)) === 0) {
      if (Date.now() > endsAt) throw new Error(`the journal never said: ${line}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async #serve(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<string> {
    const server = createServer((request, response) => {
      answer(request, response).catch(() => response.destroy());
    }).listen(0, '127.0.0.1');
    this.#servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const { type, data } = JSON.parse(body.toString());
    const prompt: string = type === 'dispatch' ? data.prompt : '';
    const times = (this.#seen.get(prompt) ?? 0) + 1;
    this.#seen.set(prompt, times);
    if (prompt.includes('net: silent')) return;
    if (prompt.includes('net: limited') && times === 1) return void response.writeHead(429, { 'retry-after': '2' }).end();
    if (prompt.includes('net: garbage')) return void response.end('<html>');
    if (prompt.includes('net: lost')) return void request.socket.destroy();
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => /^(webhook-|content-type)/.test(name)));
    const answer = await fetch(this.#agent.url, { method: 'POST', body, headers: headers as Record<string, string> });
    if (prompt.includes('net: answer lost')) return void request.socket.destroy();
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const callback = readCallback([this.secret], request.headers, body, Date.now());
    if (typeof callback !== 'string') this.hub.deliver(this.gateway, callback);
    response.writeHead(typeof callback === 'string' ? 401 : 202).end();
  }
}
