import { describe, expect, it } from 'vitest';
import type { Suite } from '../../engine/suite.ts';
import { cantonFaults } from '../../reference/canton/faults.ts';
import { cantonVariants } from '../../reference/canton/variants.ts';
import { suiteRegistry } from '../../suites/registry.ts';
import { inProcess } from './run-cli.ts';

async function run(...args: string[]): Promise<{ code: number | null; out: string[]; err: string[] }> {
  const { code, stdout, stderr } = await inProcess(args, { cwd: '/' });
  const lines = (text: string): string[] => text.split('\n').slice(0, -1);
  return { code, out: lines(stdout), err: lines(stderr) };
}

const suites: readonly Suite[] = await Promise.all(suiteRegistry.map((entry) => entry.load()));
const requirements = suites.flatMap((suite) => suite.requirements);

it('explains a requirement that reads a dozen experiments on two screens, and names them all', async () => {
  const { out } = await run('explain', 'canton-users/errors/members-agree');
  const text = out.join(' ').replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/and in the same way metadata\/size, .*body\/not-an-object/);
  expect(out.length).toBeLessThan(70);
  expect(out).not.toContain('      ');
});

describe('concordat list', () => {
  it('shows every requirement with its sentence within 80 columns', async () => {
    const { code, out, err } = await run('list');
    const text = out.join('\n');
    expect(code).toBe(0);
    for (const { id } of requirements) expect(text).toMatch(new RegExp(`^${id} `, 'm'));
    expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(err.join(' ')).toBe(
      `${requirements.length} requirements. Fewer: --suite, --topic, --level, --profile, --only. More about one: concordat explain ID`,
    );
    expect(Math.max(...err.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect((await run('list', '--topic', 'hint')).err).toEqual([
      '13 requirements. More about one: concordat explain ID',
    ]);
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
  it('tells sentence, source, vectors, usual causes and official cases of a requirement', async () => {
    const { code, out } = await run('explain', 'canton-parties/hint/too-long-rejected');
    const text = out.join('\n');
    expect(code).toBe(0);
    expect(text).toContain('A hint of more than 255 characters is refused and creates nothing.');
    expect(text).toContain('"limited to 255 chars"');
    expect(text).toMatch(/hint\/[a-z-]+: about \d+ requests, creates up to \d+ parties/);
    expect(text).toMatch(/: POST \/v2\/parties\n {6}\{"partyIdHint":"/);
    expect(text).toContain('PMRejectLongPartyHints');
  });

  it('shows an example request, with a name in every place for one', async () => {
    const text = (await run('explain', 'canton-parties/hint/lengths-accepted')).out.join('\n');
    const example = text.slice(text.indexOf('Example request'));
    expect(example).toMatch(/\n {2}POST \/v2\/parties\n {2}content-type: application\/json\n/);
    const body = JSON.parse(/^ {2}(\{.*\})$/m.exec(example)?.[1] ?? '') as { partyIdHint: string };
    expect(body.partyIdHint).toMatch(/example-[a-z0-9]{12}/);
    expect(text).not.toContain('{{{');
  });

  it('explains requirements of every topic', async () => {
    const topics = new Map(requirements.map((requirement) => [requirement.id.split('/')[1], requirement]));
    expect(topics.size).toBeGreaterThan(8);
    for (const { id, text } of topics.values()) {
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

it('lists what a reference can do wrong and differently, and what notices it, within 80 columns', async () => {
  const { code, out } = await run('serve', 'canton', '--list');
  expect(code).toBe(0);
  for (const { id, title } of [...cantonFaults, ...cantonVariants]) {
    expect(out).toContain(id);
    expect(out.join(' ').replace(/\s+/g, ' ')).toContain(title);
  }
  for (const id of cantonFaults.flatMap(({ catches }) => catches)) expect(out).toContain(`    ${id}`);
  expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(80);
});
