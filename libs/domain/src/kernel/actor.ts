/** Who caused a fact. A person acts through a session or a key; the system acts for a named part of itself. */
export interface Actor {
  readonly kind: 'operator' | 'system';
  /** Operator id, or the name of the part of the system: `dispatcher`, `sweep`, `bootstrap`. */
  readonly id: string;
  readonly username?: string;
  readonly email?: string | null;
  /** How the operator was known: a session of a person, or an API key of an integrator. */
  readonly via?: 'session' | 'key';
  readonly keyId?: string;
}

export const systemActor = (id: string): Actor => ({ kind: 'system', id });
