import type { SecretSource } from '../gateway';
import { deadPort } from '../testing/child-engine';
import { conformance, type Occasion } from '../testing/conformance';
import { HttpEngine } from '../testing/http-engine';
import { LOCAL_NETWORK } from '../url-policy';
import { HttpGateway } from './http.gateway';
import { httpOptions } from './options';

const WORDS: Readonly<Record<Occasion, string>> = {
  counted: '[[agent: tokens=120/80/40]]',
  slow: '[[agent: delay=700ms]]',
  'very slow': '[[agent: delay=60s]]',
  'provider error': '[[agent: fail=engine_failed]]',
  'rate limit first': 'net: limited',
  silence: 'net: silent',
  hang: '[[agent: hang]]',
  'connection lost': 'net: answer lost [[agent: delay=800ms]]',
  'no usage': '[[agent: no-usage]]',
  '10 MB': '[[agent: output=10MB]]',
  '17 MB': '[[agent: output=17MB]]',
  hostile: '[[agent: hostile]]',
  refused: '[[agent: fail=bad_request executed=no]]',
  'content filter': '[[agent: fail=content_filtered executed=yes]]',
  'cut at the limit': '[[agent: fail=output_truncated executed=yes]]',
  garbage: 'net: garbage',
  tool: '[[agent: tool=search]]',
};

const secretOf = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const SECRETS: Readonly<Record<string, string>> = { right: secretOf('r'), wrong: secretOf('w') };
const secrets: SecretSource = { read: async (secretRef) => SECRETS[secretRef] ?? null };

conformance('http', async () => {
  const engine = await HttpEngine.start(secretOf('r'), 'signed');
  const gatewayAt = (url: string, secretRef: string) =>
    new HttpGateway({
      name: 'signed',
      ...{ url, secretRef, secrets, hub: engine.hub },
      options: httpOptions.parse({ pollMs: 200 }),
      policy: LOCAL_NETWORK,
      ownUrl: () => engine.callbacksUrl,
    });
  return {
    gateway: gatewayAt(engine.url, 'right'),
    wrongCredentials: gatewayAt(engine.url, 'wrong'),
    unreachable: gatewayAt(`http://127.0.0.1:${await deadPort()}`, 'right'),
    words: (occasion) => WORDS[occasion],
    begun: (effectKey) => engine.noted(`begun ${effectKey}`),
    untilStopped: (effectKey) => engine.untilNoted(`stopped ${effectKey}`),
    restart: () => engine.restart(),
    unknownAgent: 'nobody',
    close: () => engine.close(),
  };
});
