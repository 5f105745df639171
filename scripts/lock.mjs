// Freezes what is new: ids of requirements and the hashes of the standard vectors. Refuses to drop an id that was frozen.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
console.log(`${current.length} requirements, ${suites.length} suites frozen`);
