import { fileURLToPath } from 'node:url';
import type { SecretSource } from '../gateway';
import { ChildEngine, deadPort } from '../testing/child-engine';
import { conformance, type Occasion } from '../testing/conformance';
import { LOCAL_NETWORK } from '../url-policy';
import { A2aGateway } from './a2a.gateway';
import { a2aOptions } from './options';

const AGENT = fileURLToPath(new URL('../testing/a2a-agent.mjs', import.meta.url));

const WORDS: Readonly<Record<Occasion, string>> = {
  counted: 'tokens=120/80/40',
  slow: 'delay=700ms',
  'very slow': 'delay=60s',
  'provider error': 'fail=engine_failed',
  'rate limit first': 'rate-limit-first=1',
  silence: 'silent',
  hang: 'hang',
  'connection lost': 'delay=800ms drop=300ms',
  'no usage': 'no-usage',
  '10 MB': 'output=10MB',
  '17 MB': 'output=17MB',
  hostile: 'hostile',
  refused: 'reject',
  'content filter': 'fail=content_filtered executed=yes',
  'cut at the limit': 'fail=output_truncated executed=yes',
  garbage: 'garbage',
  tool: 'tool=search',
};

const SECRETS: Readonly<Record<string, string>> = { right: 'key-right', wrong: 'key-wrong' };
const secrets: SecretSource = { read: async (secretRef) => SECRETS[secretRef] ?? null };

interface Entry {
  readonly begun: number;
  readonly cancelled: number;
}

conformance('a2a', async () => {
  const engine = await ChildEngine.start(AGENT, ['--key', 'key-right']);
  const gatewayAt = (baseUrl: string, secretRef: string) =>
    new A2aGateway({
      name: 'agent',
      ...{ baseUrl, secretRef, secrets },
      options: a2aOptions.parse({ usage: true }),
      policy: LOCAL_NETWORK,
    });
  return {
    gateway: gatewayAt(engine.url, 'right'),
    wrongCredentials: gatewayAt(engine.url, 'wrong'),
    unreachable: gatewayAt(`http://127.0.0.1:${await deadPort()}`, 'right'),
    words: (occasion) => `[[agent: ${WORDS[occasion]}]]`,
    begun: async (effectKey) => (await engine.journal<Entry>())[effectKey]?.begun ?? 0,
    untilStopped: (effectKey) => engine.untilJournal<Entry>((journal) => (journal[effectKey]?.cancelled ?? 0) > 0),
    restart: () => engine.restart(),
    unknownAgent: 'nobody',
    close: () => engine.stop(),
  };
});
