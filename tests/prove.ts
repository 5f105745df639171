/**
 * `npm run prove`: every fault and every variant over many seeds. Prints what escaped and what was accused wrongly, and the kill rate.
 *
 *   npm run prove -- [--seeds N] [--faults GLOB] [--variants GLOB] [--at-once N]
 */
import { parseArgs } from 'node:util';
import { matchesGlob } from '../engine/plan.ts';
import { cantonFaults } from '../reference/canton/faults.ts';
import { cantonVariants } from '../reference/canton/variants.ts';
import { loadCantonSuites, tryFault, tryVariant } from './kill-matrix/matrix.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    faults: { type: 'string', default: '*' },
    variants: { type: 'string', default: '*' },
    'at-once': { type: 'string', default: '3' },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => 20_261 + index);
const suites = await loadCantonSuites();
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

const startedAt = performance.now();
const faults = selected(cantonFaults, values.faults);
for (const seed of seeds) {
  await inParallel(faults, async (fault) => {
    const { named, missed, suiteFaults } = await tryFault(fault, { suites, seed });
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
const variants = [undefined, ...cantonVariants].filter((variant) =>
  matchesGlob({ id: variant?.id ?? 'faithful' }, values.variants),
);
for (const seed of seeds) {
  await inParallel(variants, async (variant) => {
    for (const result of await tryVariant(variant, { suites, seed })) {
      accused += 1;
      console.log(
        `accused  ${variant?.id ?? 'faithful'}: ${result.id} ${result.verdict} (${result.reasonCode}) seed ${seed}: ${result.reason.slice(0, 300)}`,
      );
    }
  });
}
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
console.log(`${faults.length} faults, ${variants.length} variants, ${seeds.length} seeds, ${seconds} s`);
console.log(
  `kill rate ${tried === 0 ? '-' : ((100 * (tried - escaped)) / tried).toFixed(2)} % (${tried - escaped} of ${tried} named requirements failed)`,
);
console.log(`false findings ${accused}`);
process.exitCode = escaped + accused === 0 ? 0 : 1;
