/**
 * `npm run prove`: every fault and every variant over many seeds. Prints what escaped and what was accused wrongly, and the kill rate.
 *
 *   npm run prove -- [--api canton|ishare] [--seeds N] [--from SEED] [--faults GLOB] [--variants GLOB] [--at-once N] [--contract]
 *
 * `--contract`: tries no requirement that a fault names, but whether whole runs leave the verdict under the contract alone for the Canton
 * faults that break only the profile `reference`.
 *
 * The totals so far follow each seed, so that a run that is interrupted is not lost.
 */
import { parseArgs } from 'node:util';
import { matchesGlob } from '../engine/plan.ts';
import type { RequirementResult } from '../engine/result.ts';
import { cantonFaults } from '../reference/canton/faults.ts';
import { cantonVariants } from '../reference/canton/variants.ts';
import { ishareFaults } from '../reference/ishare/faults.ts';
import { ishareVariants } from '../reference/ishare/variants.ts';
import { ishareParties } from '../suites/ishare-parties/suite.ts';
import type { FaultOutcome } from './kill-matrix/execute.ts';
import { tryIshareFault, tryIshareVariant } from './kill-matrix/ishare.ts';
import { accusedUnderContract, loadCantonSuites, tryFault, tryVariant } from './kill-matrix/matrix.ts';

const { values } = parseArgs({
  options: {
    api: { type: 'string', default: '*' },
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '20261' },
    faults: { type: 'string', default: '*' },
    variants: { type: 'string', default: '*' },
    'at-once': { type: 'string', default: '3' },
    contract: { type: 'boolean', default: false },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.from) + index);

/** A fault that hangs should end soon, and a machine that is busy for hours should not look like one. */
const FAULT_TIMEOUT_MS = 4_000;

/** An attempt on one deviation, bound to its API. */
interface Attempt<T> {
  readonly id: string;
  run(seed: number): Promise<T>;
}
type FaultAttempt = Attempt<FaultOutcome<unknown>> & { readonly catches: readonly string[] };
type VariantAttempt = Attempt<readonly RequirementResult[]>;

const canton = await loadCantonSuites();
const ishare = [ishareParties];
const isWanted = (api: string) => matchesGlob({ id: api }, values.api);
const allFaults: readonly FaultAttempt[] = [
  ...(isWanted('canton') ? cantonFaults : []).map((fault) => ({
    ...fault,
    run: (seed: number) => tryFault(fault, { suites: canton, seed, timeoutMs: FAULT_TIMEOUT_MS }),
  })),
  ...(isWanted('ishare') ? ishareFaults : []).map((fault) => ({
    ...fault,
    run: (seed: number) => tryIshareFault(fault, { suites: ishare, seed, timeoutMs: FAULT_TIMEOUT_MS }),
  })),
];
const productOnly: readonly VariantAttempt[] = cantonFaults
  .filter(({ breaks }) => breaks === 'reference')
  .map((fault) => ({ id: fault.id, run: (seed: number) => accusedUnderContract(fault, { suites: canton, seed }) }));
const allVariants: readonly VariantAttempt[] = [
  ...(isWanted('canton') ? [undefined, ...cantonVariants] : []).map((variant) => ({
    id: variant?.id ?? 'faithful',
    run: (seed: number) => tryVariant(variant, { suites: canton, seed }),
  })),
  ...(isWanted('ishare') ? [undefined, ...ishareVariants] : []).map((variant) => ({
    id: variant?.id ?? 'faithful',
    run: (seed: number) => tryIshareVariant(variant, { suites: ishare, seed }),
  })),
];
const selected = <T extends { readonly id: string }>(all: readonly T[], glob: string): readonly T[] =>
  all.filter((each) => matchesGlob(each, glob));

let tried = 0;
let escaped = 0;
let accused = 0;

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Number(values['at-once']) }, worker));
}

/** Tries every selected fault with a seed. */
async function proveFaults(seed: number): Promise<void> {
  await inParallel(faults, async (fault) => {
    const { named, missed, suiteFaults } = await fault.run(seed);
    tried += named;
    escaped += missed.length;
    for (const result of missed) {
      console.log(
        `escaped  ${fault.id}: ${result.id} ${result.verdict} (${result.reasonCode}) seed ${seed}: ${result.reason.slice(0, 200)}`,
      );
    }
    for (const result of suiteFaults)
      console.log(`SUITE FAULT  ${fault.id}: ${result.id}: ${result.reason.slice(0, 300)}`);
  });
}

/** Runs against every selected variant with a seed. */
async function proveVariants(seed: number): Promise<void> {
  await inParallel(variants, async (variant) => {
    for (const result of await variant.run(seed)) {
      accused += 1;
      console.log(
        `accused  ${variant.id}: ${result.id} ${result.verdict} (${result.reasonCode}) seed ${seed}: ${result.reason.slice(0, 300)}`,
      );
    }
  });
}

function printTotals(seedCount: number): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  console.log(`${faults.length} faults, ${variants.length} variants, ${seedCount} seeds, ${seconds} s`);
  console.log(
    `kill rate ${tried === 0 ? '-' : ((100 * (tried - escaped)) / tried).toFixed(2)} % (${tried - escaped} of ${tried} named requirements failed)`,
  );
  console.log(`false findings ${accused}`);
}

const startedAt = performance.now();
const faults = values.contract ? [] : selected(allFaults, values.faults);
const variants = values.contract ? selected(productOnly, values.faults) : selected(allVariants, values.variants);
for (const [index, seed] of seeds.entries()) {
  await proveFaults(seed);
  await proveVariants(seed);
  printTotals(index + 1);
}
process.exitCode = escaped + accused === 0 ? 0 : 1;
