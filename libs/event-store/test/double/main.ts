import type { Scheme } from './protocol';
import { startDouble } from './server';

// The double in a process of its own, for a whole product to run on: says its address, and stays until it is told to stop.
const [scheme = 'esdb', appendBytesMax] = process.argv.slice(2);
const { address } = await startDouble(scheme as Scheme, appendBytesMax === undefined ? undefined : Number(appendBytesMax));
console.log(`${scheme}://${address}?tls=false`);
