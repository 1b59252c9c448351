import type { OperatorInput, OperatorUpdate } from '@mc/contracts';
import { deriveId, type KnownCatalogue, type KnownOperator, type OperatorCommand, operatorDecider } from '@mc/domain';
import { Lanes } from '@mc/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { Commands } from '../../commands/commands';
import { ExecuteOperatorCommand } from '../../commands/execute.commands';
import { problemOf } from '../../commands/refusals';
import type { Receipt } from '../../commands/stream-desk';
import type { Asked } from '../../http/endpoint';
import { Passwords } from '../../identity/passwords';
import { Sessions } from '../../identity/sessions';
import { CATALOGUE, CLOCK, type Clock } from '../../ports';
import { checkPassword } from './weak-password';

/** Rules about operators look at all of them (names that are taken, the last admin): so there is one change at a time. */
const ALL = 'operators';

const ENDS_SESSIONS: ReadonlySet<string> = new Set(['OperatorRolesChanged', 'OperatorDisabled', 'PasswordChanged']);

/** The same request as a command of its own each time, for what cannot be answered twice. */
export const anew = (asked: Asked, commandId: string): Asked => ({ ...asked, cause: { ...asked.cause, commandId } });

/** Adds and changes operators. A request may hold several commands; all of them are rehearsed before any is stored. */
@Injectable()
export class OperatorChanges {
  readonly #lanes = new Lanes();

  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  add(asked: Asked, operatorId: string, input: OperatorInput): Promise<Receipt> {
    const { username, email = null, roles, password } = input;
    if (password !== undefined) checkPassword(password, username);
    return this.#lanes.run(ALL, async () => {
      const added = await this.send(asked, operatorId, { type: 'AddOperator', data: { operatorId, username, email, roles } });
      return password === undefined ? added : this.#setPassword(asked, operatorId, password);
    });
  }

  /** Sessions end when what they were given for has changed. */
  change(asked: Asked, operator: KnownOperator, input: OperatorUpdate): Promise<Receipt | null> {
    const { password } = input;
    if (password !== undefined) checkPassword(password, operator.username);
    return this.#lanes.run(ALL, async () => {
      const { operatorId } = operator;
      const commands = commandsOf(input);
      this.#rehearse(asked, operatorId, commands);
      const receipts: Receipt[] = [];
      for (const command of commands) receipts.push(await this.send(asked, operatorId, command));
      if (password !== undefined) receipts.push(await this.#setPassword(asked, operatorId, password));
      if (receipts.some(({ facts }) => facts.some(({ type }) => ENDS_SESSIONS.has(type)))) await this.sessions.endAll(operatorId);
      return receipts.at(-1) ?? null;
    });
  }

  /** By the person, who stays signed in where they did it. */
  setOwnPassword(asked: Asked, operatorId: string, password: string): Promise<Receipt> {
    return this.#lanes.run(ALL, () => this.#setPassword(asked, operatorId, password));
  }

  /** One command for the operator's stream, under an id of its own: a request may lead to several. */
  send(asked: Asked, operatorId: string, command: OperatorCommand): Promise<Receipt> {
    const cause = { ...asked.cause, commandId: deriveId(asked.cause.commandId, command.type, 0) };
    return this.commands.send(asked, new ExecuteOperatorCommand(operatorId, command, cause), {});
  }

  async #setPassword(asked: Asked, operatorId: string, password: string): Promise<Receipt> {
    await this.passwords.set(operatorId, password);
    return this.send(asked, operatorId, { type: 'RecordPasswordChanged', data: {} });
  }

  #rehearse({ cause }: Asked, operatorId: string, commands: readonly OperatorCommand[]): void {
    const known = this.catalogue.operator(operatorId);
    const now = this.now();
    const meta = { commandId: cause.commandId, now, actor: cause.actor, correlationId: cause.commandId, causationId: null };
    const state = operatorDecider.initial();
    if (known) Object.assign(state, known, { status: known.disabled ? 'disabled' : 'active' });
    for (const command of commands) {
      const { facts, refusal } = operatorDecider.decide(command, state, { meta, operators: this.catalogue.operators() });
      if (refusal) throw problemOf(refusal);
      for (const fact of facts) operatorDecider.evolve(state, fact, { at: now, actor: meta.actor, revision: 0 });
    }
  }
}

const commandsOf = ({ email, roles, disabled }: OperatorUpdate): readonly OperatorCommand[] => [
  ...(email === undefined ? [] : [{ type: 'SetEmail', data: { email } } as const]),
  ...(roles === undefined ? [] : [{ type: 'SetRoles', data: { roles } } as const]),
  ...(disabled === undefined
    ? []
    : [{ type: disabled ? 'DisableOperator' : 'EnableOperator', data: { reason: null } } satisfies OperatorCommand]),
];
