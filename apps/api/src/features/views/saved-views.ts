import { type SavedView, VIEWS_MAX, type ViewInput, type ViewScreen, type ViewUpdate } from '@mc/contracts';
import { deriveId, type KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { codeOf } from '../../errors';
import type { Asked } from '../../http/endpoint';
import { expectedVersion, versionConflict } from '../../http/if-match';
import { ProblemError } from '../../http/problem';
import type { Caller } from '../../identity/caller';
import { CATALOGUE, INSTALLATION } from '../../ports';

interface Row {
  readonly id: string;
  readonly owner_id: string;
  readonly screen: ViewScreen;
  readonly name: string;
  readonly query: Record<string, string>;
  readonly shared: boolean;
  readonly revision: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const UNIQUE_VIOLATION = '23505';

/** Filters of lists that people keep. Rows, not facts: what somebody likes to look at is nobody's record. */
@Injectable()
export class SavedViews {
  readonly #pool: Pool;

  constructor(
    @Inject(INSTALLATION) { pool }: { readonly pool: Pool },
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
  ) {
    this.#pool = pool;
  }

  /** The caller's own first, then those that others share, by name. */
  async list({ operator }: Caller, screen: ViewScreen | undefined): Promise<SavedView[]> {
    const { rows } = await this.#pool.query<Row>(
      `SELECT * FROM saved_views WHERE (owner_id = $1 OR shared) AND ($2::text IS NULL OR screen = $2)
        ORDER BY owner_id <> $1, lower(name), id`,
      [operator.operatorId, screen ?? null],
    );
    return rows.map((row) => this.#view(row, operator.operatorId));
  }

  /** Throws `view_exists`, `too_many_views`. A repeat of the command finds what it had made. */
  async create({ caller, cause }: Asked, { screen, name, query, shared }: ViewInput): Promise<SavedView> {
    const id = deriveId(cause.commandId, 'view', 0);
    const ownerId = caller.operator.operatorId;
    const { rows } = await unique(() =>
      this.#pool.query<Row>(
        `INSERT INTO saved_views (id, owner_id, screen, name, query, shared, revision, created_at, updated_at)
         SELECT $1, $2, $3, $4, $5, $6, 0, now(), now()
          WHERE (SELECT count(*) FROM saved_views WHERE owner_id = $2) < $7
         ON CONFLICT (id) DO UPDATE SET id = saved_views.id RETURNING *`,
        [id, ownerId, screen, name, JSON.stringify(query), shared, VIEWS_MAX],
      ),
    );
    const [row] = rows;
    if (!row) throw new ProblemError('too_many_views', `One operator keeps ${VIEWS_MAX} views at most.`);
    return this.#view(row, ownerId);
  }

  /** Throws `view_not_found` for what is not the caller's own, `view_exists`, `version_conflict`. */
  async update(
    { caller }: Asked,
    id: string,
    { name, query, shared }: ViewUpdate,
    ifMatch: string | undefined,
  ): Promise<SavedView> {
    const ownerId = caller.operator.operatorId;
    const expected = expectedVersion(ifMatch);
    const { rows } = await unique(() =>
      this.#pool.query<Row>(
        `UPDATE saved_views SET name = $3, query = $4, shared = $5, revision = revision + 1, updated_at = now()
          WHERE id = $1 AND owner_id = $2 AND ($6::int IS NULL OR revision = $6) RETURNING *`,
        [id, ownerId, name, JSON.stringify(query), shared, expected],
      ),
    );
    const [row] = rows;
    if (row) return this.#view(row, ownerId);
    throw versionConflict((await this.#own(id, ownerId)).revision);
  }

  /** Throws `view_not_found`. */
  async remove({ caller }: Asked, id: string): Promise<void> {
    const { rowCount } = await this.#pool.query('DELETE FROM saved_views WHERE id = $1 AND owner_id = $2', [
      id,
      caller.operator.operatorId,
    ]);
    if (rowCount === 0) throw notFound(id);
  }

  async #own(id: string, ownerId: string): Promise<Row> {
    const { rows } = await this.#pool.query<Row>('SELECT * FROM saved_views WHERE id = $1 AND owner_id = $2', [id, ownerId]);
    if (!rows[0]) throw notFound(id);
    return rows[0];
  }

  #view(row: Row, callerId: string): SavedView {
    const owner = this.catalogue.operator(row.owner_id);
    return {
      id: row.id,
      screen: row.screen,
      name: row.name,
      query: row.query,
      shared: row.shared,
      mine: row.owner_id === callerId,
      owner: { id: row.owner_id, username: owner?.username ?? null, email: owner?.email ?? null },
      revision: row.revision,
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
    };
  }
}

const notFound = (id: string) => new ProblemError('view_not_found', `There is no view ${id} of yours.`);

const unique = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (codeOf(error) === UNIQUE_VIOLATION) throw new ProblemError('view_exists', 'You keep a view of this name already.');
    throw error;
  }
};
