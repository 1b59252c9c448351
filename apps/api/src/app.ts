import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { CommandBus, EventBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { v7 as newId } from 'uuid';
import { appModule } from './app.module';
import { FactsCommitted } from './committed';
import { nestLogger } from './config/log';
import { type Settings, SettingsError } from './config/settings';
import { docsRouter } from './features/meta/docs';
import { Health } from './features/meta/health';
import { Metrics } from './features/meta/metrics';
import type { SimulatedEngine } from './gateways/simulated/simulated-engine';
import { LOCAL_NETWORK, PUBLIC_ONLY } from './gateways/url-policy';
import { guarded, opened, withBody } from './http/middleware';
import { Bootstrap } from './identity/bootstrap';
import { type Installation, openInstallation } from './installation';
import { LiveHub } from './live/hub';
import { LiveAdapter } from './live/live.adapter';
import type { Clock, Ids } from './ports';
import { installSample } from './sample/install-sample';
import { loadSecretKey } from './secrets/secret-store';
import { openDatabase, type ReadyDatabase } from './start/database';
import { installDeployedGateways } from './start/deployed-gateways';
import { type Say, sayingWhenSlow } from './start/say';
import { consoleRouter, findConsole } from './web/console';

const READY_POLL_MS = 50;
/** A client that sends slower than this is not one of ours. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface AppParts {
  readonly settings: Settings;
  readonly log: Logger;
  readonly say: Say;
  /** Told when the process cannot go on. */
  readonly onFatal: (error: unknown) => void;
  readonly overrides?: AppOverrides;
}

/** What tests hold in their hands. */
export interface AppOverrides {
  readonly now?: Clock;
  readonly newId?: Ids;
  /** A database of the test's own, migrated here as any other. */
  readonly simulatedEngine?: (name: string) => SimulatedEngine;
  /** Before the name of each stream in an EventStoreDB, which test runs share. */
  readonly streamPrefix?: string;
}

export interface App {
  readonly url: string;
  readonly installation: Installation;
  readonly nest: NestExpressApplication;
  close(): Promise<void>;
}

/** Starts everything in order, and resolves when the server is ready: database, log, read models, engines, and only then the port. */
export const startApp = async (parts: AppParts): Promise<App> => {
  const { settings, say } = parts;
  const database = await openDatabase(settings, say);
  try {
    const installation = await sayingWhenSlow(say, 'Reading the log', openParts(parts, database));
    try {
      return await openDoors(parts, database, installation);
    } catch (error) {
      await installation.close();
      throw error;
    }
  } catch (error) {
    await database.stop();
    throw error;
  }
};

const openParts = async ({ settings, log, onFatal, overrides = {} }: AppParts, database: ReadyDatabase): Promise<Installation> =>
  openInstallation({
    database,
    eventStoreUrl: settings.eventStoreUrl,
    eventStoreAppendBytesMax: settings.eventStoreAppendBytesMax,
    streamPrefix: overrides.streamPrefix ?? '',
    network: settings.gatewayNetwork === 'local' ? LOCAL_NETWORK : PUBLIC_ONLY,
    secretKey: await loadSecretKey(settings.dataDir),
    log,
    now: overrides.now ?? (() => new Date().toISOString()),
    newId: overrides.newId ?? newId,
    ...(overrides.simulatedEngine ? { simulatedEngine: overrides.simulatedEngine } : {}),
    onFatal,
  });

const openDoors = async (parts: AppParts, database: ReadyDatabase, installation: Installation): Promise<App> => {
  const nest = await createNest(parts, installation);
  try {
    const url = await letIn(parts, database, installation, nest);
    const close = async () => {
      await nest.close();
      await installation.close();
      await database.stop();
    };
    return { url, installation, nest, close };
  } catch (error) {
    await nest.close();
    throw error;
  }
};

/** Makes the installation usable, opens the port, and says so. */
const letIn = async (
  { settings, say }: AppParts,
  database: ReadyDatabase,
  installation: Installation,
  nest: NestExpressApplication,
): Promise<string> => {
  const bus = nest.get(CommandBus);
  const bootstrap = new Bootstrap(bus, installation, settings);
  const isFresh = bootstrap.isFresh;
  if (settings.sample ?? (isFresh && database.embedded)) await installSample(bus, installation);
  await bootstrap.run(database.embedded);
  await installDeployedGateways(bus, installation, settings.gateways);
  // Before anything is performed, where the port is known beforehand: engines are told where to call.
  if (settings.port !== 0) installation.registry.servedAt(urlOf(settings.host, settings.port));
  await installation.start();
  const url = await listen(nest, settings);
  installation.registry.servedAt(url);
  await untilReady(nest.get(Health));
  const link = await bootstrap.signInLink(url);
  say(`ready ${url}`);
  if (link !== null) say(`sign in, once and within the hour: ${link}`);
  return url;
};

const createNest = async ({ settings, log }: AppParts, installation: Installation): Promise<NestExpressApplication> => {
  const nest = await NestFactory.create<NestExpressApplication>(appModule(settings, installation), {
    bodyParser: false,
    logger: nestLogger(log),
    abortOnError: false,
    forceCloseConnections: true,
  });
  const express = nest.getHttpAdapter().getInstance();
  express.disable('x-powered-by');
  // ETags are versions of resources here, and never hashes of what happened to be sent.
  express.disable('etag');
  // A proxy for TLS on this machine says by which way and for whom a request came.
  express.set('trust proxy', 'loopback');
  const metrics = nest.get(Metrics);
  nest.use(opened(log, installation.newId, (operation, status, seconds) => metrics.observe(operation, status, seconds)));
  nest.use('/api/docs', guarded({ trustedTypes: false }), docsRouter());
  nest.use(guarded({ trustedTypes: true }));
  const consoleDir = findConsole(settings.webDir);
  if (consoleDir !== null) nest.use(consoleRouter(consoleDir));
  nest.use(withBody());
  nest.useWebSocketAdapter(new LiveAdapter(nest));
  await nest.init();
  const [events, hub] = [nest.get(EventBus), nest.get(LiveHub)];
  installation.relay.to({
    committed: (facts, position) => void events.publish(new FactsCommitted(facts, position)),
    output: (piece) => hub.output(piece),
  });
  return nest;
};

const listen = async (nest: NestExpressApplication, { host, port }: Settings): Promise<string> => {
  const server = nest.getHttpServer();
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  try {
    await nest.listen(port, host);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
    throw code === null ? error : new SettingsError(listenSentence(code, host, port));
  }
  const { port: actual } = server.address() as AddressInfo;
  return urlOf(host, actual);
};

const urlOf = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const listenSentence = (code: string, host: string, port: number): string => {
  if (code === 'EADDRINUSE') return `The port ${port} on ${host} is taken. Set PORT to another one.`;
  if (code === 'EACCES') return `The port ${port} may not be opened. Set PORT to one above 1023.`;
  return `The address HOST=${host} PORT=${port} cannot be opened (${code}).`;
};

const untilReady = async (health: Health): Promise<void> => {
  while ((await health.ready()).status !== 'ready') await new Promise((next) => setTimeout(next, READY_POLL_MS));
};
