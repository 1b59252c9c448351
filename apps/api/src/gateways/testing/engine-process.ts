import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENGINE = fileURLToPath(new URL('../../../../../tools/openai-engine.mjs', import.meta.url));

/** What the engine wrote down about one request. */
export interface EngineEntry {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly base64: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly aborted: boolean | null;
}

/** `tools/openai-engine.mjs` in a process of its own. */
export class EngineProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(...flags: readonly string[]): Promise<EngineProcess> {
    const child = spawn(process.execPath, [ENGINE, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return new EngineProcess(String(line).replace(/^ready /, ''), child);
  }

  async journal(): Promise<readonly EngineEntry[]> {
    return (await (await fetch(`${this.url}/__journal`)).json()) as EngineEntry[];
  }

  /** Requests with one idempotency key, in order of arrival. */
  async entriesOf(effectKey: string): Promise<readonly EngineEntry[]> {
    return (await this.journal()).filter(({ headers }) => headers['idempotency-key'] === effectKey);
  }

  /** Asks until the journal says so; a journal has no events. */
  async untilJournal(says: (entries: readonly EngineEntry[]) => boolean): Promise<readonly EngineEntry[]> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const entries = await this.journal();
      if (says(entries)) return entries;
      if (Date.now() > deadline) throw new Error(`the journal never said so: ${JSON.stringify(entries).slice(0, 2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}
