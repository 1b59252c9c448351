import type { ReadyView } from '@mc/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Installation } from '../../installation';
import { INSTALLATION } from '../../ports';

const VERSION = '0.1.0';
/** How old the oldest event that is not shown may be and still count as ok: a burst is no illness. */
const LAG_OK_MS = 5_000;

type Check = ReadyView['checks']['database'];

const ok: Check = { status: 'ok', message: null };

/** Whether the installation can do its work. A gateway that is down does not make it unready: its steps wait. */
@Injectable()
export class Health {
  constructor(@Inject(INSTALLATION) private readonly installation: Installation) {}

  async ready(): Promise<ReadyView> {
    const [database, eventStore] = await Promise.all([this.#database(), this.#eventStore()]);
    const projections = this.#projections(eventStore.head);
    const checks = { database, eventStore, projections, gateways: this.#gateways() };
    const isReady = [database, eventStore, projections].every(({ status }) => status !== 'down');
    return { status: isReady ? 'ready' : 'not_ready', version: VERSION, checks };
  }

  async #database(): Promise<Check> {
    try {
      await this.installation.pool.query('SELECT 1');
      const { warning } = this.installation;
      return warning === null ? ok : { status: 'degraded', message: warning };
    } catch {
      return { status: 'down', message: 'The database does not answer.' };
    }
  }

  async #eventStore(): Promise<ReadyView['checks']['eventStore']> {
    const { ok: isOk, detail } = await this.installation.store.health();
    const head = isOk ? await this.installation.store.head().catch(() => null) : null;
    return { status: isOk ? 'ok' : 'down', message: detail, head, kind: this.installation.storeKind };
  }

  #projections(head: number | null): ReadyView['checks']['projections'] {
    const { projector, storeKind } = this.installation;
    const { position, fatal, trouble, lagMs } = projector.status();
    // Positions of EventStoreDB are places in a file, and their difference counts nothing.
    const lag = head === null || storeKind === 'eventstoredb' ? null : Math.max(0, head - position);
    if (fatal !== null) return { status: 'down', message: `The read models stopped: ${fatal}`, position, lag };
    if (trouble !== null) return { status: 'degraded', message: 'The read models are trying again.', position, lag };
    if (lagMs > LAG_OK_MS)
      return { status: 'degraded', message: `The read models are ${Math.round(lagMs / 1000)} s behind.`, position, lag };
    return { ...ok, position, lag };
  }

  #gateways(): ReadyView['checks']['gateways'] {
    return this.installation.registry.list().map((gateway) => {
      const { status, lastError } = gateway.status();
      // Nobody has to sign in to read this: what an engine said stays inside.
      const message = lastError === null ? null : 'The engine cannot be reached.';
      return { name: gateway.name, status: status === 'down' ? 'down' : status === 'connected' ? 'ok' : 'degraded', message };
    });
  }
}
