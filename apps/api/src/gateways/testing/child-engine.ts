import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';

type Environment = Readonly<Record<string, string>>;

/** An engine in a process of its own, which says `ready <url>` and can die and come back at the same address. */
export class ChildEngine {
  private constructor(
    readonly url: string,
    private readonly script: string,
    private readonly flags: readonly string[],
    private readonly environment: Environment,
    private child: ChildProcess,
  ) {}

  static async start(script: string, flags: readonly string[], environment: Environment = {}): Promise<ChildEngine> {
    const { child, url } = await spawned(script, flags, { PORT: '0', ...environment });
    return new ChildEngine(url, script, flags, environment, child);
  }

  /** What the engine wrote down, where it serves it at `/__journal`. */
  async journal<Entry>(): Promise<Readonly<Record<string, Entry>>> {
    return (await (await fetch(`${this.url}/__journal`)).json()) as Record<string, Entry>;
  }

  /** Asks until the journal says so; a journal has no events. */
  async untilJournal<Entry>(says: (journal: Readonly<Record<string, Entry>>) => boolean): Promise<void> {
    const endsAt = Date.now() + 10_000;
    for (;;) {
      const journal = await this.journal<Entry>();
      if (says(journal)) return;
      if (Date.now() > endsAt) throw new Error(`the journal never said so: ${JSON.stringify(journal).slice(0, 2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async restart(): Promise<void> {
    await this.#end('SIGKILL');
    const port = new URL(this.url).port;
    // Engines take their port in one way or the other.
    const { child } = await spawned(this.script, [...this.flags, '--port', port], { ...this.environment, PORT: port });
    this.child = child;
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill(signal);
    await once(this.child, 'exit');
  }
}

const spawned = async (
  script: string,
  flags: readonly string[],
  environment: Environment,
): Promise<{ child: ChildProcess; url: string }> => {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [script, ...flags], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, url: String(line).replace(/^ready /, '') };
};

/** A port where nobody listens. */
export const deadPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
