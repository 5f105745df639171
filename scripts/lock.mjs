// Freezes what is new: ids of requirements and the hashes of the standard vectors. Refuses to drop an id that was frozen.
// Writes the catalogue of requirements beside them.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeRequirement } from '../dist/cli/run/describe.js';
import { allRequirements } from '../dist/cli/run/requirements.js';
import { loadRegisteredSuites } from '../dist/suites/coverage/coverage.js';
import { requirementLock, vanishedIds, vectorLock } from '../dist/suites/coverage/locks.js';

const suitesFolder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'suites');
const write = (name, value) => writeFileSync(join(suitesFolder, name), `${JSON.stringify(value, null, 2)}\n`);
const suites = await loadRegisteredSuites();
const current = requirementLock(suites);
const locked = JSON.parse(readFileSync(join(suitesFolder, 'requirements.lock.json'), 'utf8'));

const vanished = vanishedIds(locked, current);
if (vanished.length > 0) {
  console.error(
    `Frozen ids that no requirement has any more: ${vanished.join(', ')}. Give the renamed requirement an alias.`,
  );
  process.exit(1);
}
write('requirements.lock.json', current);
write('vectors.lock.json', vectorLock(suites));
write('catalogue.json', (await allRequirements()).map(describeRequirement));
console.log(`${current.length} requirements, ${suites.length} suites frozen`);
