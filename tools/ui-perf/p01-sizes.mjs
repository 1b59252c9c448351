import { readFileSync } from 'node:fs';
import { figure } from './figures.mjs';

/** What a browser downloads, as the build has measured it. */
export const sizes = () =>
  JSON.parse(readFileSync(new URL('../../node_modules/.cache/mission-control/download-sizes.json', import.meta.url), 'utf8'))
    .filter(({ what, kib, max }) => !what.startsWith('lazy') || kib > 0.8 * max || what.includes('editor'))
    .map(({ what, kib, max }) => figure('P1', what, kib, 'KiB gz', max));
