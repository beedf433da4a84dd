// Who may import whom: docs/ARCHITECTURE.md tells why. scripts/import-rules.test.ts proves that each rule bites.
const TEST = String.raw`\.test\.tsx?$`;
const npm = (name) => `(^|node_modules/)${name}(/|$)`;
/** Every workspace package but these. */
const packagesBut = (...names) => ({ path: '^packages/', pathNot: `^packages/(${names.join('|')})/` });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', comment: 'Modules that import each other can only be understood, tested and loaded together.', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unknown-modules',
      comment: 'An import that resolves to nothing, or to a package that no package.json declares, fails on the next machine.',
      severity: 'error',
      from: { path: '^(apps|packages)/' },
      to: { couldNotResolve: true, pathNot: String.raw`\.css$` },
    },
    {
      name: 'domain-imports-zod-only',
      comment: 'The domain is pure: what it decides must not depend on what it runs on.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: TEST },
      to: { pathNot: ['^packages/domain/', npm('zod')] },
    },
    { name: 'config-is-a-leaf', severity: 'error', from: { path: '^packages/config/' }, to: packagesBut('config') },
    { name: 'observability-is-a-leaf', severity: 'error', from: { path: '^packages/observability/' }, to: packagesBut('observability') },
    ...['db', 'queue', 'channels', 'service-clients', 'templates', 'csv-import'].map((name) => ({
      name: `${name}-imports-domain-only`,
      comment: 'The packages around the domain do not know each other.',
      severity: 'error',
      from: { path: `^packages/${name}/`, pathNot: TEST },
      to: packagesBut(name, 'domain'),
    })),
    {
      name: 'http-imports-domain-and-observability',
      comment: 'How a route is declared and served must not depend on what stands behind it.',
      severity: 'error',
      from: { path: '^packages/http/', pathNot: TEST },
      to: packagesBut('http', 'domain', 'observability'),
    },
    { name: 'directory-lock-is-a-leaf', severity: 'error', from: { path: '^packages/directory-lock/', pathNot: TEST }, to: packagesBut('directory-lock') },
    {
      name: 'embedded-mongo-is-a-leaf',
      severity: 'error',
      from: { path: '^packages/embedded-mongo/', pathNot: TEST },
      to: packagesBut('embedded-mongo'),
    },
    {
      name: 'definitions-import-domain-and-queue',
      comment: 'A definition is loaded by whoever enqueues: it must not bring along what the work needs.',
      severity: 'error',
      from: { path: '^packages/jobs/src/.*definitions?[.]ts$' },
      to: packagesBut('jobs', 'domain', 'queue'),
    },
    {
      name: 'handlers-take-deps',
      comment: 'What a handler works with is handed to it; it knows only the types.',
      severity: 'error',
      from: { path: '^packages/jobs/', pathNot: ['/src/testing/', TEST] },
      to: { ...packagesBut('jobs', 'domain', 'queue'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'producers-never-reach-handlers',
      comment: 'The api and the scheduler ask for work; only the worker does it.',
      severity: 'error',
      from: { path: '^apps/(api|scheduler)/', pathNot: TEST },
      to: { path: '^packages/jobs/src/(handlers|.*/(handler|sweep|run-sweep|perform-occurrence|email))[.]ts$', reachable: true },
    },
    {
      name: 'no-deep-imports',
      comment: 'What a package shows of itself stands in its entry: whoever reaches past it is broken by what nobody had promised.',
      severity: 'error',
      from: { path: '^(apps|bench|e2e|packages/([^/]+))/' },
      to: { path: '^packages/', pathNot: ['^packages/$2/', '^packages/[^/]+/src/index[.]ts$'], dependencyTypes: ['local'] },
    },
    { name: 'apps-never-import-apps', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'packages-never-import-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    { name: 'dashboard-imports-domain-only', severity: 'error', from: { path: '^apps/dashboard/' }, to: packagesBut('domain') },
    {
      name: 'dashboard-shared-below-features',
      comment: 'Inside the dashboard imports go shared → features → app, so that a feature can be taken out.',
      severity: 'error',
      from: { path: '^apps/dashboard/src/(components|lib|testing)/' },
      to: { path: '^apps/dashboard/src/(features|app)/' },
    },
    { name: 'dashboard-features-below-app', severity: 'error', from: { path: '^apps/dashboard/src/features/' }, to: { path: '^apps/dashboard/src/app/' } },
    {
      name: 'dashboard-features-never-sideways',
      severity: 'error',
      from: { path: '^apps/dashboard/src/features/([^/]+)/' },
      to: { path: '^apps/dashboard/src/features/', pathNot: '^apps/dashboard/src/features/$1/' },
    },
    { name: 'only-queue-imports-bullmq', severity: 'error', from: { path: '^(apps|packages)/', pathNot: '^packages/queue/' }, to: { path: npm('bullmq') } },
    { name: 'only-db-imports-mongoose', severity: 'error', from: { path: '^(apps|packages)/', pathNot: ['^packages/db/', `^packages/embedded-mongo/.*${TEST}`] }, to: { path: npm('mongoose') } },
    { name: 'only-email-channel-imports-nodemailer', severity: 'error', from: { path: '^(apps|packages)/', pathNot: ['^packages/channels/src/email/', TEST] }, to: { path: npm('nodemailer') } },
    {
      name: 'testing-only-from-tests',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: ['^packages/testing/', '/src/testing/', TEST] },
      to: { path: '^packages/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Our own bundles. What is in `dist` of a package from the registry is what the rules are about.
    exclude: { path: '^(apps|packages)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'] },
  },
};
