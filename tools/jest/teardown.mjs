/** jest's globalTeardown. */
export default () => globalThis.missionControlBroker?.close();
