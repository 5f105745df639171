import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../cli/exit-codes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('docs', name))
  .concat('CONTRIBUTING.md', 'CHANGELOG.md');

/** Rows of every table of a page, cells trimmed. */
function rowsOf(page: string): readonly (readonly string[])[] {
  return read(page)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const codesIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

describe('the pages of docs/', () => {
  it.each(pages)('%s links to files that exist', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it('have a decision in their index for every file of docs/decisions/', () => {
    const files = readdirSync(join(root, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
    const index = read('docs/decisions/README.md');
    expect(files.filter((name) => !index.includes(`(${name})`))).toEqual([]);
    expect(files.map((name) => name.slice(0, 4))).toEqual(files.map((_, n) => String(n + 1).padStart(4, '0')));
  });
});

describe('docs/adding-a-requirement.md', () => {
  const blocks = [...read('docs/adding-a-requirement.md').matchAll(/<!-- (\S+) -->\n```ts\n([\s\S]*?)\n```/g)];

  it('has an example from each of the places that it tells of', () => {
    expect(new Set(blocks.map(([, path]) => dirname(path!)))).toEqual(
      new Set([
        'contracts/canton/clauses',
        'generators/canton',
        'suites/canton-parties',
        'reference/canton/faults',
        'reference/canton',
      ]),
    );
  });

  it.each(blocks.map(([, path, code]) => [path!, code!] as const))('shows what stands in %s', (path, code) => {
    expect(read(path)).toContain(code);
  });
});

describe('docs/house.md', () => {
  const messages = [...read('biome.json').matchAll(/"(\w+)\/ may import only from: (.*?) \(see docs\/house\.md\)/g)];

  it('has the import table that the linter holds', () => {
    const table = new Map(
      rowsOf('docs/house.md').map(([folder = '', imports = '']) => [folder.replaceAll('`', ''), codesIn(imports)]),
    );
    expect(messages.length).toBe(7);
    for (const [, folder, allowed] of messages) {
      const expected = allowed === 'nothing of ours' ? [] : allowed!.split(', ');
      expect(table.get(folder!), folder).toEqual(expected);
    }
  });

  it('tells of every folder of the repository', () => {
    const told = codesIn(read('docs/house.md')).filter((code) => code.endsWith('/'));
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter((name) => !['node_modules', 'dist', 'conformance-report'].includes(name));
    expect(folders.filter((name) => !told.includes(`${name}/`))).toEqual([]);
  });
});

describe('docs/decisions/0001-dependencies.md', () => {
  it('has a line for every dependency, and for nothing else', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const declared = [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})];
    const listed = rowsOf('docs/decisions/0001-dependencies.md').flatMap(([name = '']) => codesIn(name));
    expect(listed.toSorted()).toEqual(declared.toSorted());
  });
});

describe('docs/how-a-verdict-is-reached.md', () => {
  it('has every exit code of the command line', () => {
    const told = rowsOf('docs/how-a-verdict-is-reached.md').flatMap(([code = '']) =>
      /^\d$/.test(code) ? [Number(code)] : [],
    );
    expect(told).toEqual(Object.values(exitCodes));
  });

  it('names files that exist', () => {
    const named = codesIn(read('docs/how-a-verdict-is-reached.md')).filter((code) =>
      /^[a-z]+\/.*\.(ts|json)$/.test(code),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
