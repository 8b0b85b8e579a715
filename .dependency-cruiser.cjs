/** Who may know whom. `tests/architecture.test.ts` shows that it bites. */

/** Libraries without I/O, clock or DOM that `core` may use beside the schema library. */
const PURE_LIBRARIES = ['zod', 'yjs', 'parse5', 'snowball-stemmers', 'tinyld', 'yaml'];

const TESTS = '\\.(test|fuzz)\\.tsx?$|-fixtures?\\.ts$|/testing/';
const notTest = (path) => ({ path, pathNot: TESTS });

/** `from` may import what `may` matches, of our own code. */
const only = (name, from, may) => ({
  name,
  severity: 'error',
  comment: `${from} may import of our code only: ${may}`,
  from: notTest(from),
  to: { path: '^src/', pathNot: may },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: [TESTS, '\\.d\\.ts$'] },
      to: {},
    },
    { name: 'no-unresolvable', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?', '^hast$'] } },
    only('core-knows-core', '^src/core/', '^src/core/'),
    {
      name: 'core-uses-pure-libraries',
      severity: 'error',
      from: notTest('^src/core/'),
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'core'], pathNot: `node_modules/(${PURE_LIBRARIES.join('|')})/` },
    },
    only('db-knows-core', '^src/db/', '^src/(core|db)/'),
    only('sync-knows-core', '^src/sync/', '^src/(core|sync)/'),
    only('adapters-know-core', '^src/adapters/', '^src/(core|adapters)/'),
    only(
      'workers-know-workers-by-their-face',
      '^src/workers/([^/]+)/',
      '^src/(core|db|sync|adapters)/|^src/workers/($1|link)/|^src/workers/[^/]+/[^/]+\\.(api|client|worker)\\.ts$',
    ),
    only('app-knows-faces', '^src/app/', '^src/(core|app)/|^src/workers/[^/]+/[^/]+\\.(api|client)\\.tsx?$'),
    {
      name: 'nothing-knows-tests',
      severity: 'error',
      from: notTest('^src/'),
      to: { path: '^(tests|bench|scripts)/|\\.test\\.tsx?$' },
    },
    {
      name: 'workers-are-started-not-imported',
      comment: 'A *.worker.ts file is an entry: it is named in `new Worker`, never imported.',
      severity: 'error',
      from: notTest('^src/'),
      to: { path: '\\.worker\\.ts$', dependencyTypes: ['import', 'export', 'dynamic-import'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$|\\.module\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
