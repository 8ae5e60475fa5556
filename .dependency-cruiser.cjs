/**
 * Who may import whom. Each rule has a sentence that a newcomer reads when it fails; `npm run boundaries` runs them.
 * The picture of what came out is docs/dependencies.md.
 */

/** Each domain may import those before it in this list, through its front file only. */
const DOMAINS = ['organisations', 'audit', 'access', 'databases', 'name-index', 'records', 'photos', 'comparisons', 'checks', 'requests', 'oversight', 'live', 'hits', 'keys', 'messages', 'joint'];

const ANY_DOMAIN = `(${DOMAINS.join('|')})`;
const FRONT_FILE = '^server/(\\w[^/]*)/\\1[.]ts$';
const TESTS = '([.]test[.]tsx?$|-under-test[.]ts$|-behaviour[.]ts$|^server/test/|^web/test/)';
const OUTSIDE_SERVER = '^(web|cli|bench|tools)/';

const order = DOMAINS.slice(0, -1).map((domain, at) => ({
  name: `${domain}-comes-before`,
  comment: `${domain} may not import ${DOMAINS.slice(at + 1).join(', ')}: they come after it. What runs the other way goes through the change log.`,
  severity: 'error',
  from: { path: `^server/${domain}/`, pathNot: TESTS },
  to: { path: `^server/(${DOMAINS.slice(at + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that import each other, types included, cannot be read or tested apart. Move what both need to a third. (A circle with an import() in it is none at the start.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere: a typing slip, a file that was moved, or a package that is not in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'domains-through-front-files',
      comment: 'One domain sees another only through its front file (records/records.ts), so that the rest of it can change freely.',
      severity: 'error',
      from: { path: `^server/${ANY_DOMAIN}/`, pathNot: TESTS },
      to: { path: `^server/${ANY_DOMAIN}/`, pathNot: ['^server/$1/', FRONT_FILE] },
    },
    ...order,
    {
      name: 'policy-is-a-leaf',
      comment: 'The policy knows the words of the contract and nothing of the server: what follows from it is looked up in api/rights, so nothing waits for it.',
      severity: 'error',
      from: { path: '^server/policy/', pathNot: TESTS },
      to: { path: '^(sdk|cli|web|server|bench|tools)/', pathNot: '^server/policy/' },
    },
    {
      name: 'names-are-a-leaf',
      comment: 'The name engine is pure: it knows no record, no database and no viewer, so that whoever tunes it needs to know names only.',
      severity: 'error',
      from: { path: '^server/names/', pathNot: TESTS },
      to: { path: '^(api|sdk|cli|web|server|bench|tools)/', pathNot: '^server/names/' },
    },
    {
      name: 'limits-are-a-leaf',
      comment: 'Limits are reckoned before anything is looked at: they know the contract and the clock, and nothing of what they limit.',
      severity: 'error',
      from: { path: '^server/limits/', pathNot: TESTS },
      to: { path: '^(api|sdk|cli|web|server|bench|tools)/', pathNot: '^(server/limits/|server/clock[.]ts$|api/)' },
    },
    {
      name: 'names-through-their-front-file',
      comment: 'Everyone may ask the name engine, through names/names.ts only, so that the rest of it can change freely.',
      severity: 'error',
      from: { path: '^(cli|bench|tools|server)/', pathNot: ['^server/names/', TESTS] },
      to: { path: '^server/names/', pathNot: '^server/names/names[.]ts$' },
    },
    {
      name: 'door-and-http-see-front-files',
      comment: 'The door knows domains by their front files only; routes and writes are handed to it by app.ts.',
      severity: 'error',
      from: { path: '^server/(door|http|store)/', pathNot: TESTS },
      to: { path: `^server/${ANY_DOMAIN}/`, pathNot: FRONT_FILE },
    },
    {
      name: 'door-knows-no-business',
      comment: 'The door authenticates, authorises and records: of the domains it needs organisations, access and audit. What an operation does is handed to it.',
      severity: 'error',
      from: { path: '^server/(door|http)/', pathNot: TESTS },
      to: { path: `^server/(${DOMAINS.filter((domain) => !['organisations', 'audit', 'access'].includes(domain)).join('|')})/` },
    },
    {
      name: 'domains-see-what-handlers-need',
      comment: 'A domain takes from the door only the shape of a handler (calls.ts, implement.ts) and the parser of one value (parse.ts): it is called by the door and never calls it.',
      severity: 'error',
      from: { path: `^server/${ANY_DOMAIN}/`, pathNot: TESTS },
      to: { path: '^server/door/', pathNot: '^server/door/(calls|implement|parse)[.]ts$' },
    },
    {
      name: 'nothing-imports-the-start',
      comment: 'bin/, demo/, app.ts and handlers.ts put the parts together and are imported by nobody inside the server: bin -> app -> routes -> http -> door.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/(bin|demo)/', '^server/(app|handlers)[.]ts$', TESTS] },
      to: { path: '^server/(bin/|demo/|app[.]ts$)' },
    },
    {
      name: 'bureau-speaks-over-the-contract',
      comment: "A country's side (people, sign-in, pages) has a store, an audit log and a door of its own, by the same machinery, and calls the hub through the client only, also while both run in one process, so that the two can be parted.",
      severity: 'error',
      from: { path: '^server/bureau/', pathNot: TESTS },
      to: { path: `^server/(${[...DOMAINS, 'names', 'store'].join('|')})/`, pathNot: ['^server/(organisations/organisations|audit/audit|access/access|store/store|store/people-tables|store/mail-tables)[.]ts$'] },
    },
    {
      name: 'streaming-is-a-leaf',
      comment: 'Streams of events are for the hub and for bureaus: they know numbers and kinds, and nothing of who is there. Of ours they import api/ and nothing else.',
      severity: 'error',
      from: { path: '^server/streaming/', pathNot: TESTS },
      to: { path: '^server/', pathNot: '^server/streaming/' },
    },
    {
      name: 'store-imports-nobody',
      comment: 'The store keeps rows and knows no domain: of ours it imports api/errors.ts and nothing else.',
      severity: 'error',
      from: { path: '^server/store/', pathNot: TESTS },
      to: { path: '^(api|sdk|cli|web|server|bench|tools)/', pathNot: '^(server/store/|api/errors[.]ts$)' },
    },
    {
      name: 'only-the-edge-speaks-http',
      comment: 'Only routes.ts, http/, door/ and bureau/ know of HTTP and Fastify: everything else is called the same way by a test, a worker or the command line.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/(http|door|bureau|bin)/', '^server/app[.]ts$', '/routes[.]ts$', TESTS] },
      to: { path: '(^server/http/|node_modules/(fastify|@fastify/[^/]+|@scalar/fastify-api-reference)/)' },
    },
    {
      name: 'only-queries-speak-sql',
      comment: 'Only queries.ts and store/ write SQL, so that whoever reviews what is asked of the databases knows where to look.',
      severity: 'error',
      // lock.ts borrows SQLite's lock for the data folder; a bench may go beneath the store.
      from: { path: '^(server|cli|tools)/', pathNot: ['^server/store/', '/queries[.]ts$', '^server/bin/lock[.]ts$', TESTS] },
      to: { path: 'node_modules/(kysely|pg)/|^(node:)?sqlite$' },
    },
    {
      name: 'only-the-door-writes',
      comment: 'Only door/, bin/ and app.ts open a writer: so no handler writes without the audit entry that the door puts into the same transaction.',
      severity: 'error',
      // The threads of a load hand slices to the writer; the worker that fills the filter opens the store to read.
      from: { path: '^server/', pathNot: ['^server/(door|bin|store|records/loads)/', '^server/app[.]ts$', '^server/checks/filter/fill-', TESTS] },
      to: { path: '^server/store/(writer/|open-store[.]ts|sqlite[./]|postgres[./])' },
    },
    {
      name: 'api-stands-alone',
      comment: 'The contract runs in browsers, in Node and in other programs: it imports itself and TypeBox, nothing of Node and nothing of ours.',
      severity: 'error',
      from: { path: '^api/', pathNot: TESTS },
      to: { pathNot: ['^api/', 'node_modules/typebox/'] },
    },
    {
      name: 'sdk-knows-the-contract-only',
      comment: 'The client is what other programs install: it imports the contract, itself, TypeBox, for messages the packages that encrypt and sign, and for joint operations the dialling plans of the world and a reader of XML (GraphML).',
      severity: 'error',
      from: { path: '^sdk/', pathNot: TESTS },
      to: { pathNot: ['^(sdk|api)/', 'node_modules/typebox/', 'node_modules/(hpke|@panva/hpke-noble|@noble/(hashes|post-quantum)|libphonenumber-js|@rgrove/parse-xml)/'] },
    },
    {
      name: 'web-speaks-to-the-contract',
      comment: 'The pages see the server through the contract and the client only: what they need must be an operation.',
      severity: 'error',
      from: { path: '^web/src/', pathNot: TESTS },
      to: { path: '^(server|cli|bench|tools)/' },
    },
    {
      name: 'cli-speaks-to-the-contract',
      comment: 'The command line sees the server through the client. Commands that work on this machine load server/bin lazily, with import(), so that the others start fast.',
      severity: 'error',
      from: { path: '^cli/', pathNot: TESTS },
      to: { path: '^(web|bench|tools|server)/', pathNot: '^server/bin/' },
    },
    {
      name: 'cli-loads-the-server-lazily',
      comment: 'Load server/bin with import() inside the command that needs it: a static import costs every command its start.',
      severity: 'error',
      from: { path: '^cli/', pathNot: TESTS },
      to: { path: '^server/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-imports-no-client-code',
      comment: 'The server does not know who calls it: pages, command line and tools come and go without it.',
      severity: 'error',
      from: { path: '^server/', pathNot: TESTS },
      to: { path: OUTSIDE_SERVER },
    },
    {
      name: 'no-test-in-the-product',
      comment: 'What runs for users imports nothing that is there for tests.',
      severity: 'error',
      from: { path: '^(api|sdk|server|cli|web/src)/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      comment: 'This package is not there when the product is installed without development packages. Move it to dependencies, or do without it.',
      severity: 'error',
      from: { path: '^(api|sdk|server|cli)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/dist|demo-data|data|bench/results)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'] },
  },
};
