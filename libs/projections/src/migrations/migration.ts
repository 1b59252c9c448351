/** One step of the database's history. Never changed once released: what is wrong gets a new step. */
export interface Migration {
  readonly name: string;
  /** Runs in one transaction. Roles are named `mc_owner` and `mc_app`. */
  readonly sql: string;
}
