import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { PolicyRecords } from './catalogue/policy-records';
import { StreamStamps } from './catalogue/stream-stamps';
import { Commands } from './commands/commands';
import { EXECUTE_HANDLERS } from './commands/execute.commands';
import type { Settings } from './config/settings';
import { FEATURE_CONTROLLERS, FEATURE_PROVIDERS } from './features';
import { CommandFinder } from './http/command-finder';
import { EndpointGuard } from './http/endpoint.guard';
import { EndpointInterceptor } from './http/endpoint.interceptor';
import { Idempotency } from './http/idempotency';
import { IdempotencyStore } from './http/idempotency.store';
import type { ReadModelPosition } from './http/min-position';
import { ProblemFilter } from './http/problem.filter';
import { AccessLog } from './identity/access-log';
import { Authenticator } from './identity/authenticator';
import { BootstrapKey } from './identity/bootstrap-key';
import { KeyUses } from './identity/key-uses';
import { Passwords } from './identity/passwords';
import { Sessions } from './identity/sessions';
import { SignIn } from './identity/sign-in';
import type { Installation } from './installation';
import { LiveHub } from './live/hub';
import { LiveGateway } from './live/live.gateway';
import { PushHandler } from './live/push.handler';
import * as ports from './ports';
import { ReadQueryHandler } from './queries/read.query';
import { Reads } from './queries/reads';
import { ExecuteRunCommandHandler } from './runs/execute-run.command';
import { RUN_HANDLER } from './runs/ports';

const value = (provide: symbol | Provider, useValue: unknown): Provider => ({ provide, useValue }) as Provider;

/** What the installation has opened, under the names by which it is injected. */
const installed = (settings: Settings, installation: Installation): Provider[] => {
  const { pool, store, incarnation, alone, projector } = installation;
  const readModel: ReadModelPosition = {
    current: () => projector.position,
    waitFor: (position, timeoutMs) => projector.waitFor(position, timeoutMs),
  };
  return [
    value(ports.SETTINGS, settings),
    value(ports.INSTALLATION, installation),
    value(ports.LOG, installation.log),
    value(ports.CLOCK, installation.now),
    value(ports.IDS, installation.newId),
    value(ports.EVENT_STORE, store),
    value(ports.CATALOGUE, installation.catalogue),
    value(ports.DESKS, installation.desks),
    value(ports.GATEWAYS, installation.registry),
    value(ports.READS, installation.reads),
    value(ports.READ_MODEL, readModel),
    value(ports.SECRETS, installation.secrets),
    value(RUN_HANDLER, installation.runs),
    { provide: StreamStamps, useValue: installation.stamps },
    { provide: PolicyRecords, useValue: installation.policyRecords },
    { provide: BootstrapKey, useValue: new BootstrapKey(settings.bootstrapAdminKey) },
    { provide: Sessions, useValue: new Sessions(pool) },
    { provide: Passwords, useValue: new Passwords(pool) },
    { provide: KeyUses, useValue: new KeyUses(pool, installation.log) },
    { provide: IdempotencyStore, useValue: new IdempotencyStore(pool, incarnation, alone) },
    { provide: CommandFinder, useValue: new CommandFinder(pool, store, readModel) },
    { provide: LiveHub, useValue: new LiveHub(store, () => projector.position) },
  ];
};

/** The doors of HTTP, in the order in which a request goes through them. */
const DOORS: Provider[] = [
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_GUARD, useClass: EndpointGuard },
  { provide: APP_INTERCEPTOR, useClass: EndpointInterceptor },
];

/** The one composition root of what Nest holds together: buses, doors, identity, sockets, features. */
@Module({})
class AppModule {}

export const appModule = (settings: Settings, installation: Installation): DynamicModule => ({
  module: AppModule,
  imports: [CqrsModule.forRoot()],
  controllers: FEATURE_CONTROLLERS,
  providers: [
    ...installed(settings, installation),
    ...DOORS,
    ...[Idempotency, Authenticator, SignIn, AccessLog, Commands, Reads],
    ...[ExecuteRunCommandHandler, ReadQueryHandler, ...EXECUTE_HANDLERS],
    ...[LiveGateway, PushHandler],
    ...FEATURE_PROVIDERS,
  ],
});
