import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJournal, startJournal, usersLeft } from '../../cli/run/journal-file.ts';
import { readLeftovers } from '../../cli/run/leftovers.ts';
import { Journal } from '../../engine/journal.ts';
import { folderWith } from './run-cli.ts';

const header = {
  event: 'run',
  target: 'http://x.test',
  namespace: 'a1',
  startedAt: '2026-11-25T00:00:00.000Z',
} as const;

let folder: ReturnType<typeof folderWith>;
beforeEach(() => {
  folder = folderWith({});
});
afterEach(() => folder.remove());

describe('the journal on disk', () => {
  it('holds a line for each thing the moment it happens', () => {
    const file = startJournal(folder.path, header);
    const journal = new Journal(file.sink);
    journal.intend('party', 'n1');
    expect(readFileSync(file.path, 'utf8').split('\n').slice(1)).toEqual([
      '{"event":"intended","noun":"party","name":"n1"}',
      '',
    ]);
    journal.created('party', 'n1', 'n1::1220');
    file.close();
    expect(readJournal(file.path)).toEqual({
      header,
      entries: [
        { event: 'intended', noun: 'party', name: 'n1' },
        { event: 'created', noun: 'party', name: 'n1', id: 'n1::1220' },
      ],
    });
  });

  it('counts a user as left from the moment its creation is sent until it is refused or deleted', () => {
    const file = startJournal(folder.path, header);
    const journal = new Journal(file.sink);
    for (const name of ['sent', 'refused', 'created', 'deleted', 'unknown']) journal.intend('user', name);
    journal.intend('party', 'party');
    journal.refused('user', 'refused');
    journal.created('user', 'created', 'created-id');
    journal.created('user', 'deleted', 'deleted-id');
    journal.deleted('user', 'deleted-id');
    journal.unknown('user', 'unknown');
    file.close();
    expect(usersLeft(readJournal(file.path).entries)).toEqual({ ids: ['created-id'], names: ['sent', 'unknown'] });
  });

  it('is fresh for each run, and one that lists users is kept under another name', async () => {
    const first = startJournal(folder.path, header);
    first.sink({ event: 'created', noun: 'user', name: 'u', id: 'u' });
    first.close();
    const second = startJournal(folder.path, { ...header, namespace: 'b2' });
    second.close();
    expect(second.keptAside).toBe(join(folder.path, 'journal-1.jsonl'));
    expect((await readLeftovers(second.keptAside!)).ids).toEqual(['u']);
    const third = startJournal(folder.path, header);
    third.close();
    expect(third.keptAside).toBeUndefined();
    expect(readJournal(third.path).entries).toEqual([]);
  });

  it('forgives a last line that was cut off, and no other damage', () => {
    const file = startJournal(folder.path, header);
    file.sink({ event: 'created', noun: 'user', name: 'u', id: 'u' });
    file.close();
    appendFileSync(file.path, '{"event":"del');
    expect(readJournal(file.path).entries).toHaveLength(1);
    appendFileSync(file.path, '\n{"event":"refused","noun":"user","name":"x"}\n');
    expect(() => readJournal(file.path)).toThrow('is no journal of a run');
    writeFileSync(file.path, '{"event":"created","noun":"user","name":"participant_admin"}\n');
    expect(() => readJournal(file.path)).toThrow('is no journal of a run');
  });

  it('says what to do where it cannot be written', () => {
    writeFileSync(join(folder.path, 'file'), '');
    expect(() => startJournal(join(folder.path, 'file'), header)).toThrow('Choose another folder with --out');
  });

  it('names journal and report where it is given neither', async () => {
    const page = join(folder.path, 'README.md');
    writeFileSync(page, '# A page\n');
    await expect(readLeftovers(page)).rejects.toThrow(
      'README.md is no journal of a run. Give the journal.jsonl or the report',
    );
    await expect(readLeftovers(folder.path)).rejects.toThrow(/cannot be read .* Give the journal.jsonl or the report/);
  });

  it.runIf(existsSync('/proc/self'))('does not try for ever in a folder where nothing can be made', () => {
    for (const path of ['/proc/x', '/proc/x/y']) {
      expect(() => startJournal(path, header)).toThrow(/cannot be written .* Choose another folder with --out/);
    }
  });
});
