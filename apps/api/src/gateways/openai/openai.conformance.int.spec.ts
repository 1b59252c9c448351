import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { SecretSource } from '../gateway';
import { conformance, type Occasion } from '../testing/conformance';
import { EngineProcess } from '../testing/engine-process';
import { LOCAL_NETWORK } from '../url-policy';
import { OpenaiGateway } from './openai.gateway';
import { openaiOptions } from './options';

const WORDS: Readonly<Record<Occasion, string>> = {
  counted: 'tokens=120/80/40',
  slow: 'delay=700ms',
  'very slow': 'delay=60s',
  'provider error': 'status=500',
  'rate limit first': 'rate-limit-first=1',
  silence: 'silent',
  hang: 'hang delay=100ms',
  'connection lost': 'reset=600',
  'no usage': 'no-usage',
  '10 MB': 'output=10MB',
  '17 MB': 'output=17MB',
  hostile: 'hostile',
  refused: 'status=400',
  'content filter': 'finish=content_filter',
  'cut at the limit': 'finish=length',
  garbage: 'garbage',
  tool: 'tool=search',
};

const SECRETS: Readonly<Record<string, string>> = { right: 'sk-right', wrong: 'sk-wrong' };
const secrets: SecretSource = { read: async (secretRef) => SECRETS[secretRef] ?? null };

/** A port where nobody listens. */
const deadPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

conformance('openai', async () => {
  const engine = await EngineProcess.start('--key', 'sk-right');
  const gatewayAt = (baseUrl: string, secretRef: string) =>
    new OpenaiGateway({ name: 'engine', baseUrl, secretRef, secrets, options: openaiOptions.parse({}), policy: LOCAL_NETWORK });
  return {
    gateway: gatewayAt(`${engine.url}/v1`, 'right'),
    wrongCredentials: gatewayAt(`${engine.url}/v1`, 'wrong'),
    unreachable: gatewayAt(`http://127.0.0.1:${await deadPort()}/v1`, 'right'),
    words: (occasion) => `[[engine: ${WORDS[occasion]}]]`,
    begun: async (effectKey) => (await engine.entriesOf(effectKey)).length,
    untilStopped: async (effectKey) => {
      await engine.untilJournal((entries) =>
        entries.some(({ headers, aborted }) => headers['idempotency-key'] === effectKey && aborted === true),
      );
    },
    close: () => engine.stop(),
  };
});
