// The schema library compiles validators with `new Function` unless told not to; the page's policy forbids that, and even
// its probe would be reported as a violation. It reads this before its first use.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

export {};
