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

function seconds(args) {
  const runs = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    spawnSync(process.execPath, args, { stdio: 'ignore' });
    return (performance.now() - startedAt) / 1_000;
  });
  return runs.sort((a, b) => a - b)[2];
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

const rows = [];
const row = (what, measured, bound, fits) => rows.push({ what, measured, bound, fits: fits ? 'yes' : 'NO' });
const out = mkdtempSync(join(tmpdir(), 'concordat-bench-'));
const server = spawn(process.execPath, [cli, 'serve', 'canton'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const url = await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk));
      if (found) resolve(found[0]);
    });
    server.once('exit', () => reject(new Error('The embedded reference did not start.')));
  });
  const bare = seconds(['-e', '0']);
  for (const command of ['--help', 'list']) {
    const took = seconds([cli, command]);
    row(`concordat ${command}`, `${took.toFixed(2)} s (bare node ${bare.toFixed(2)} s)`, '0.30 s', took <= 0.3);
  }
  const startedAt = performance.now();
  spawnSync(process.execPath, [cli, 'run', '--target', url, '--out', out, '--quiet'], { stdio: 'inherit' });
  const standard = (performance.now() - startedAt) / 1_000;
  row('standard run, process start to reports', `${standard.toFixed(1)} s`, '10 s', standard <= 10);
  const { traffic, run } = JSON.parse(readFileSync(join(out, 'conformance-report.json'), 'utf8'));
  const rate = traffic.exchanges / (run.durationMs / 1_000);
  const ratio = rate / (await bareRate(url));
  row(
    'exchanges per second of the whole run against a bare loop',
    ratio.toFixed(2),
    '0.50 (of the concurrent lane)',
    ratio >= 0.5,
  );
} finally {
  server.kill();
  rmSync(out, { recursive: true, force: true });
}
console.table(rows);
process.exitCode = rows.every(({ fits }) => fits === 'yes') ? 0 : 1;
