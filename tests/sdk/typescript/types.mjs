// Checks the types of the TypeScript SDKs: `node types.mjs NODE_MODULES SCRATCH [GEN]`.
//
// NODE_MODULES holds what tests/tools/package.json names, SCRATCH is made anew. The runtime is checked
// by its JSDoc; the declarations and tests of every SDK as seen by a native module, by CommonJS and by
// a bundler; each package is loaded in both forms. The compiled tests stay in SCRATCH/API/tests.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const [modules, scratch] = process.argv.slice(2, 4).map((path) => resolve(path));
const gen = resolve(process.argv[4] ?? join(root, 'gen'));
const tsc = join(modules, '.bin/tsc');
let failed = 0;

function check(name, work) {
  try {
    work();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}: ${error.stdout || error.stderr || error.message}`);
  }
}

const run = (command, args, options) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', ...options });

const COMPILER = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  types: ['node'],
  typeRoots: [join(modules, '@types')],
};

/** A consumer that names every export and reads a few types. */
const consumer = (name, first) => `
import * as sdk from '${name}';
import { ApiError, Client, Secret, type CallOptions, type ClientOptions } from '${name}';
const options: ClientOptions = { baseUrl: 'http://localhost', timeoutMs: 1000, pacing: true };
const client: Client = new Client(options);
const call: CallOptions = { signal: new AbortController().signal };
export async function use(): Promise<unknown> {
  try {
    return [client.${first}, sdk.version, new Secret('x').expose(), call];
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === 'Other') {
      const body: unknown = error.failure.body;
      return body;
    }
    throw error;
  }
}
`;

rmSync(scratch, { recursive: true, force: true });
check('runtime', () => {
  const place = join(root, 'xtask/src/render/sdk_typescript/runtime');
  run(tsc, ['-p', place, '--typeRoots', join(modules, '@types')]);
});
const apis = readdirSync(gen).filter((api) => existsSync(join(gen, api, 'sdk/typescript')));
for (const api of apis) {
  const source = join(gen, api, 'sdk/typescript');
  const { name } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const place = join(scratch, api);
  mkdirSync(join(place, 'node_modules'), { recursive: true });
  symlinkSync(source, join(place, 'node_modules', name));
  const write = (path, text) => {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  };
  const found = /^ {2}(\w+)\(args/m.exec(readFileSync(join(source, 'dist/esm/client.d.ts'), 'utf8'));
  const text = consumer(name, found?.[1] ?? 'constructor');
  write('package.json', '{ "type": "module" }');
  write('consumer/native.mts', text);
  write('consumer/common.cts', text);
  write('consumer/bundled.ts', text);
  write('tests/operations.test.ts', readFileSync(join(source, 'tests/operations.test.ts'), 'utf8'));
  const config = (path, module, moduleResolution, files, more) => {
    const compilerOptions = { ...COMPILER, module, moduleResolution, ...more };
    write(path, JSON.stringify({ compilerOptions, files }));
  };
  const node = ['consumer/native.mts', 'consumer/common.cts', 'tests/operations.test.ts'];
  config('tsconfig.node.json', 'node16', 'node16', node, { rootDir: '.', outDir: '.' });
  config('tsconfig.bundler.json', 'esnext', 'bundler', ['consumer/bundled.ts'], { noEmit: true });
  for (const what of ['node', 'bundler']) {
    check(`${api} ${what}`, () => run(tsc, ['-p', join(place, `tsconfig.${what}.json`)]));
  }
  const loads = (args) => {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const made = "new Client({ baseUrl: 'http://localhost' }); if (typeof version !== 'string') throw 1";
  check(`${api} import`, () => {
    loads(['--input-type=module', '-e', `import { Client, version } from '${name}'; ${made}`]);
  });
  check(`${api} require`, () => {
    loads(['--input-type=commonjs', '-e', `const { Client, version } = require('${name}'); ${made}`]);
  });
  if (existsSync(join(modules, '.bin/publint'))) {
    check(`${api} publint`, () => {
      run(join(modules, '.bin/publint'), ['run', source, '--strict', '--pack', 'false']);
    });
  }
}
process.exit(failed === 0 ? 0 : 1);
