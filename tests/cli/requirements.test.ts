import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../cli/program.ts';
import type { Suite } from '../../engine/suite.ts';
import { suiteRegistry } from '../../suites/registry.ts';
import { fakeTerminal } from './fakes.ts';

/** Runs a command in this process; for commands that send nothing. */
async function run(...argv: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const { terminal, output, errors } = fakeTerminal();
  const code = await runCommandLine(argv, { terminal, env: {}, cwd: '/', debug: false });
  return { code, out: output(), err: errors() };
}

const suites: readonly Suite[] = await Promise.all(suiteRegistry.map((entry) => entry.load()));
const requirements = suites.flatMap((suite) => suite.requirements);

describe('concordat list', () => {
  it('shows every requirement with its sentence within 80 columns', async () => {
    const { code, out, err } = await run('list');
    const text = out.join('\n');
    expect(code).toBe(0);
    for (const { id } of requirements) expect(text).toMatch(new RegExp(`^${id} `, 'm'));
    expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(err).toEqual([`${requirements.length} requirements. More about one: concordat explain ID`]);
  });

  it('gives programs everything, cited clause included, of what the filters leave', async () => {
    const { out } = await run(
      'list',
      '--json',
      '--topic',
      'hint',
      '--level',
      'must',
      '--profile',
      'contract',
      '--only',
      '*too-long*',
    );
    const listed = JSON.parse(out.join('\n')) as Record<string, unknown>[];
    expect(listed).toEqual([
      expect.objectContaining({
        id: 'canton-parties/hint/too-long-rejected',
        suite: 'canton-parties',
        topic: 'hint',
        level: 'MUST',
        profile: 'contract',
        smoke: true,
        officialCases: ['PMRejectLongPartyHints'],
        source: {
          clause: 'canton-post-v2-parties#hint-length',
          document: 'canton-post-v2-parties',
          quote: expect.stringContaining('255'),
        },
      }),
    ]);
  });

  it('refuses a filter that names nothing, instead of showing nothing', async () => {
    expect((await run('list', '--topic', 'hnt')).err.join()).toContain('Did you mean hint?');
    expect((await run('list', '--suite', 'canton-partys')).err.join()).toContain('Did you mean canton-parties?');
    const nothing = await run('list', '--only', 'canton-parties/hint/too-long-rejectd');
    expect(nothing.code).toBe(2);
    expect(nothing.err.join()).toContain('Did you mean canton-parties/hint/too-long-rejected?');
  });
});

describe('concordat explain', () => {
  it('tells sentence, source, vectors, usual causes, official cases and an example of a requirement', async () => {
    const { code, out } = await run('explain', 'canton-parties/hint/too-long-rejected');
    const text = out.join('\n');
    expect(code).toBe(0);
    expect(text).toContain('A hint of more than 255 characters is refused and creates nothing.');
    expect(text).toContain('"limited to 255 chars"');
    expect(text).toMatch(/hint\/too-long: about \d+ requests, creates up to 2 parties/);
    expect(text).toMatch(/256 characters: POST \/v2\/parties\n {6}\{"partyIdHint":"example-/);
    expect(text).toContain('PMRejectLongPartyHints');
    const example = text.slice(text.indexOf('Example request'));
    const body = JSON.parse(/^ {2}(\{.*\})$/m.exec(example)?.[1] ?? '') as { partyIdHint: string };
    expect(body.partyIdHint).toHaveLength(256);
  });

  it('explains every requirement', async () => {
    for (const { id, text } of requirements) {
      const { code, out } = await run('explain', id);
      expect({ id, code }).toEqual({ id, code: 0 });
      expect(out.join(' ').replace(/\s+/g, ' ')).toContain(text);
    }
  });

  it('names the nearest id, also for one without its suite', async () => {
    const typo = await run('explain', 'canton-parties/hint/to-long-rejected');
    expect(typo.code).toBe(2);
    expect(typo.err.join()).toContain('Did you mean canton-parties/hint/too-long-rejected?');
    expect((await run('explain', 'hint/too-long-rejected')).err.join()).toContain(
      'Did you mean canton-parties/hint/too-long-rejected?',
    );
  });

  it('says what is wrong with a report that it is to look into', async () => {
    const { code, err } = await run('explain', 'canton-parties/operation/offered', '--report', 'none.json');
    expect(code).toBe(2);
    expect(err.join()).toContain('Cannot read the report /none.json: there is no such file');
  });
});

describe('a suite or reference that is not built', () => {
  it('is refused, never left out', async () => {
    const unbuilt = (['canton-users', 'ishare-parties'] as const).filter(
      (name) => !suiteRegistry.some((entry) => entry.name === name),
    );
    for (const name of unbuilt) {
      const { code, err } = await run('run', '--target', 'embedded', '--suite', 'canton-parties', '--suite', name);
      expect({ code, said: err.join() }).toEqual({
        code: 2,
        said: expect.stringContaining(`The suite ${name} comes in a later version`),
      });
    }
    expect((await run('serve', 'cantn')).err.join()).toContain('Did you mean canton?');
  });

  it('goes for options of a later version too', async () => {
    for (const option of ['--shard', '--waivers']) {
      const { code, err } = await run('run', '--target', 'embedded', option, '1/2');
      expect(code).toBe(2);
      expect(err.join()).toContain(`${option} comes in a later version`);
    }
  });
});

it('lists what a reference can do wrong and differently', async () => {
  const { code, out } = await run('serve', 'canton', '--list');
  expect(code).toBe(0);
  expect(out.join('\n')).toMatch(
    /^Faults \(each one breaks a requirement\):\n[\s\S]+\nVariants \(legal differences\):\n/,
  );
});
