import type { Scheme } from './protocol';
import { startDouble } from './server';

// The double in a process of its own, for a whole product to run on: says its address and stays until it is told to stop.
const scheme: Scheme = process.argv[2] === 'kurrentdb' ? 'kurrentdb' : 'esdb';
const double = await startDouble(scheme);
console.log(`${scheme}://${double.address}?tls=false`);
