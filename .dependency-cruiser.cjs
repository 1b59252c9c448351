/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/domain/src' },
    },
    {
      name: 'contracts-know-domain-and-zod',
      severity: 'error',
      from: { path: '^libs/contracts/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/(contracts|domain)/' },
    },
    {
      name: 'event-store-knows-domain',
      severity: 'error',
      from: { path: '^libs/event-store/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/(event-store|domain)/' },
    },
    {
      name: 'projections-know-domain',
      severity: 'error',
      from: { path: '^libs/projections/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/(projections|domain)/' },
    },
    {
      name: 'web-knows-domain-and-contracts',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps/api|libs/(projections|event-store))/' },
    },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'no-deep-imports',
      comment: 'through the package name only',
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!(index|testing|client|definition)\\.ts$)', pathNot: '^libs/$1/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist(-bench|-seed)?/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.d.ts'],
    },
  },
};
