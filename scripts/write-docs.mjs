// Writes the generated pages of docs/. `node scripts/write-docs.mjs` writes all of them, with names only those.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedPages } from '../dist/suites/coverage/pages.js';

const docs = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs');
const wanted = process.argv.slice(2);
for (const [name, text] of Object.entries(await generatedPages())) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  writeFileSync(join(docs, name), text);
  console.log(`docs/${name}`);
}
