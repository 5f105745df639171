import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCantonReference } from '../../reference/canton/server.ts';
import { startDegenerate } from '../../reference/degenerate.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
};

/** A vendor's repository with the package as it would be published. */
let vendor: string;
let packed: readonly string[];

beforeAll(async () => {
  vendor = await mkdtemp(join(tmpdir(), 'concordat-vendor-'));
  await cp(join(root, 'docs/vitest-example'), vendor, { recursive: true });
  // The built dist/ is taken as it is: a build here would pull it away from under other tests.
  const pack = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', vendor], root);
  expect(pack.code, pack.output).toBe(0);
  const [tarball] = JSON.parse(pack.stdout) as { readonly filename: string; readonly files: { path: string }[] }[];
  packed = tarball!.files.map(({ path }) => path);
  const installed = join(vendor, 'node_modules/concordat');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', join(vendor, tarball!.filename), '--strip-components=1', '-C', installed], vendor);
  await linkDependencies(join(vendor, 'node_modules'));
});

afterAll(() => rm(vendor, { recursive: true, force: true }));

describe('the packed package', () => {
  it('holds what it needs to run and nothing else', () => {
    expect(packed).toContain('dist/cli/main.js');
    expect(packed).toContain('dist/suites/vitest.js');
    expect(packed).toContain('dist/suites/vitest.d.ts');
    expect(packed.filter((path) => !/^(dist\/|package\.json|README\.md|LICENSE|CHANGELOG\.md)/.test(path))).toEqual([]);
    expect(packed.filter((path) => /^dist\/(tests|bench)\/|\.test\.|(?<!\.d)\.ts$/.test(path))).toEqual([]);
  });

  it('runs its command', async () => {
    const { stdout, code } = await run('npx', ['--no-install', 'concordat', '--version'], vendor);
    expect(stdout.trim()).toBe(manifest.version);
    expect(code).toBe(0);
  });

  it.each(['report-schema.json', 'config-schema.json', 'package.json'])('exports %s', async (name) => {
    const script = `JSON.parse(fs.readFileSync(require.resolve('concordat/${name}'), 'utf8'))`;
    expect((await run(process.execPath, ['-e', script], vendor)).code).toBe(0);
  });
});

describe('the example of a vendor', () => {
  it('passes against the faithful reference and leaves no user behind', async () => {
    const reference = await startCantonReference();
    const before = [...reference.state.users];
    const { code, output, tests } = await runExample(reference);
    expect(reference.state.users).toEqual(before);
    expect(output).toContain('concordat: ');
    expect(tests.filter(({ status }) => status === 'failed').map(({ title }) => title)).toEqual([]);
    expect(tests.filter(({ status }) => status === 'passed').length).toBeGreaterThan(100);
    expect(code).toBe(0);
  });

  it('fails against a reference without a limit for hints, and names the requirement', async () => {
    const { code, tests } = await runExample(await startCantonReference({ fault: 'hint-unlimited' }));
    const failed = tests.filter(({ status }) => status === 'failed');
    expect(failed.map(({ meta }) => meta.concordat?.id)).toEqual(['canton-parties/hint/too-long-rejected']);
    expect(failed[0]?.failureMessages[0]).toContain('expected: a refusal with a 4xx status');
    expect(failed[0]?.failureMessages[0]).toContain('POST http://127.0.0.1');
    expect(failed[0]?.meta.concordat?.findings[0]?.actual).toContain('200');
    expect(code).not.toBe(0);
  });

  it('runs only what vitest selects', async () => {
    const reference = await startCantonReference();
    const { tests } = await runExample(reference, ['-t', 'hint/one-character-accepted']);
    expect(tests.filter(({ status }) => status === 'passed').map(({ meta }) => meta.concordat?.id)).toEqual([
      'canton-parties/hint/one-character-accepted',
    ]);
    expect(reference.state.requests).toBeLessThan(30);
  });

  it('is not green against a target that answers everything with 200 {}', async () => {
    const { code, tests } = await runExample(await startDegenerate('always-200-empty'), ['-t', 'operation/']);
    expect(code).not.toBe(0);
    expect(tests.filter(({ status }) => status === 'passed')).toEqual([]);
    expect(tests.some(({ failureMessages }) => failureMessages[0]?.includes('undetermined ('))).toBe(true);
  });
});

interface ExampleTest {
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly failureMessages: readonly string[];
  readonly meta: { readonly concordat?: { readonly id: string; readonly findings: readonly { actual: string }[] } };
}

/** Runs the example against a deployment, which ends with it. */
async function runExample(deployment: { readonly url: string; close(): Promise<void> }, args: readonly string[] = []) {
  try {
    const result = await run('npx', ['--no-install', 'vitest', 'run', ...args], vendor, { LEDGER_URL: deployment.url });
    const json = JSON.parse(await readFile(join(vendor, 'conformance.json'), 'utf8')) as {
      readonly testResults: readonly { readonly assertionResults: readonly ExampleTest[] }[];
    };
    return { ...result, tests: json.testResults.flatMap(({ assertionResults }) => assertionResults) };
  } finally {
    await deployment.close();
  }
}

/** Runs a command without what this test runner put into the environment. */
function run(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|TEST$|CONCORDAT_|npm_)/.test(name),
  );
  return new Promise<{ code: number; stdout: string; output: string }>((resolve) => {
    const options = { cwd, env: { ...Object.fromEntries(inherited), ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(command, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, output: stdout + stderr });
    });
  });
}

/** Stands in for an installation, which would need a network. */
async function linkDependencies(modules: string): Promise<void> {
  const present = join(root, 'node_modules');
  for (const name of await readdir(present)) {
    if (name.startsWith('.') || name === 'concordat') continue;
    await symlink(join(present, name), join(modules, name));
  }
  await mkdir(join(modules, '.bin'));
  await symlink('../concordat/dist/cli/main.js', join(modules, '.bin/concordat'));
  await symlink('../vitest/vitest.mjs', join(modules, '.bin/vitest'));
}
