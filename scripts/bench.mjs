// `npm run bench`: what a run costs, as ratios in one run. Needs a build. Ends with 1 when a bound is missed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, 'dist', 'cli', 'main.js');
const CONNECTIONS = 8;
const REQUESTS = 2_000;
/** Requirements of the concurrent lane alone, a thorough budget of which sends some thousands of small requests. */
const CONCURRENT = ['--only', 'canton-parties/hint/*', '--budget', 'thorough'];
/** Requirements that read one corpus, whose size is 101 in a standard run and 1,010 in a thorough one. */
const CORPUS = ['--only', 'canton-parties/allocation/distinct-with-hints'];
const NO_CAP = ['--max-parties', '100000'];
/** Tells the highest resident memory of a process, in KiB, at its end. */
const TELL_MEMORY = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('\\nmemory ' + process.resourceUsage().maxRSS + '\\n'));",
)}`;

const out = mkdtempSync(join(tmpdir(), 'concordat-bench-'));
const rows = [];
const row = (what, measured, bound, fits) => rows.push({ what, measured, bound, fits: fits ? 'yes' : 'NO' });
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function seconds(args) {
  const startedAt = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return (performance.now() - startedAt) / 1_000;
}

const medianSeconds = (args) => median(Array.from({ length: 5 }, () => seconds(args)));

/** Starts the reference in a process of its own for one measurement, so that no list grows from one to the next. */
async function withReference(measure) {
  const server = spawn(process.execPath, [cli, 'serve', 'canton'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise((resolve, reject) => {
      server.stdout.on('data', (chunk) => {
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk));
        if (found) resolve(found[0]);
      });
      server.once('exit', () => reject(new Error('The embedded reference did not start.')));
    });
    return await measure(url);
  } finally {
    server.kill();
  }
}

function run(url, options) {
  const args = ['--import', TELL_MEMORY, cli, 'run', '--target', url, '--out', out, '--quiet', ...options];
  const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const report = JSON.parse(readFileSync(join(out, 'conformance-report.json'), 'utf8'));
  return {
    cases: report.requirements.reduce((sum, { cases }) => sum + cases.sent, 0),
    perSecond: report.traffic.exchanges / (report.run.durationMs / 1_000),
    memory: Number(/memory (\d+)/.exec(stderr)[1]) / 1_024,
  };
}

/** A bare loop that sends as many valid allocations over as many connections. */
async function bareRate(url) {
  const pool = new Pool(url, { connections: CONNECTIONS });
  let next = 0;
  const worker = async () => {
    while (next < REQUESTS) {
      const body = JSON.stringify({ partyIdHint: `bench-${next++}` });
      const response = await pool.request({
        method: 'POST',
        path: '/v2/parties',
        headers: { 'content-type': 'application/json' },
        body,
      });
      await response.body.dump();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  await pool.close();
  return REQUESTS / ((performance.now() - startedAt) / 1_000);
}

try {
  const bare = medianSeconds(['-e', '0']);
  for (const command of ['--help', 'list']) {
    const took = medianSeconds([cli, command]);
    row(`concordat ${command}`, `${took.toFixed(2)} s (bare node ${bare.toFixed(2)} s)`, '0.30 s', took <= 0.3);
  }

  const standard = seconds([cli, 'run', '--target', 'embedded', '--out', out, '--quiet']);
  row('standard run of every suite, embedded', `${standard.toFixed(1)} s`, '10 s', standard <= 10);

  const concurrency = ['--concurrency', String(CONNECTIONS)];
  const pairs = [];
  for (let pair = 0; pair < 3; pair += 1) {
    const ours = await withReference((url) => run(url, [...CONCURRENT, ...NO_CAP, ...concurrency]).perSecond);
    pairs.push(ours / (await withReference(bareRate)));
  }
  const ratio = median(pairs);
  row('exchanges per second, concurrent lane : bare loop', ratio.toFixed(2), '0.50', ratio >= 0.5);

  const small = await withReference((url) => run(url, CORPUS));
  const large = await withReference((url) => run(url, [...CORPUS, '--budget', 'thorough', ...NO_CAP]));
  const growth = large.memory / small.memory;
  row(
    `memory of ${(large.cases / small.cases).toFixed(0)} times the cases`,
    `${growth.toFixed(2)} (${small.memory.toFixed(0)} MiB -> ${large.memory.toFixed(0)} MiB)`,
    '1.20',
    growth <= 1.2,
  );
} finally {
  rmSync(out, { recursive: true, force: true });
}
console.table(rows);
process.exitCode = rows.every(({ fits }) => fits === 'yes') ? 0 : 1;
