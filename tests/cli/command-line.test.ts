import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../cli/commands/catalogue.ts';
import { cleanEnvironment, concordat, inProcess } from './run-cli.ts';

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe('concordat --help', () => {
  it('names every command and every exit code within 80 columns', async () => {
    const { code, stdout, stderr } = await concordat(['--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const { name } of catalogue) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    for (const exitCode of [0, 1, 2, 3, 4, 5]) expect(stdout).toMatch(new RegExp(`^ {2}${exitCode} {2}\\w`, 'm'));
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  it('goes to standard error with exit code 2 when nothing was asked', async () => {
    const { code, stdout, stderr } = await concordat([]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: concordat');
    expect(stderr).toContain('Exit codes:');
  });

  for (const { name } of catalogue) {
    it(`of ${name} has examples and keeps to 80 columns, also through help ${name}`, async () => {
      const [long, word] = await Promise.all([inProcess([name, '--help']), inProcess(['help', name])]);
      expect(long.code).toBe(0);
      expect(long.stdout).toContain(`Usage: concordat ${name}`);
      expect(long.stdout).toMatch(new RegExp(`Examples:\\n {2}# .+\\n {2}\\$ concordat ${name}`));
      expect(widest(long.stdout)).toBeLessThanOrEqual(80);
      expect(word).toEqual(long);
    });
  }
});

describe('usage errors', () => {
  it('prints the version of the package', async () => {
    const { code, stdout } = await concordat(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('names the nearest command', async () => {
    const { code, stdout, stderr } = await concordat(['intit']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('concordat: There is no command "intit". Did you mean init? See: concordat --help\n');
  });

  it('names the nearest option', async () => {
    const { code, stderr } = await concordat(['init', '--sute', 'canton-parties']);
    expect(code).toBe(2);
    expect(stderr).toBe("concordat: unknown option '--sute'. Did you mean --suite? See: concordat init --help\n");
  });

  it('refuses an operand too many and an option without its value', async () => {
    const [operand, value] = await Promise.all([concordat(['init', 'here']), concordat(['init', '--out'])]);
    expect(operand.code).toBe(2);
    expect(operand.stderr).toContain('too many arguments');
    expect(value.code).toBe(2);
    expect(value.stderr).toContain("'--out <FILE>' argument missing");
  });

  it('says that a command of the design comes later', async () => {
    const { code, stderr } = await concordat(['merge']);
    expect(code).toBe(2);
    expect(stderr).toBe('concordat: The command merge comes in a later version.\n');
  });

  it('shows where an error comes from only with --debug', async () => {
    const [plain, debug] = await Promise.all([concordat(['intit']), concordat(['intit', '--debug'])]);
    expect(plain.stderr).not.toContain('    at ');
    expect(debug.stderr).toMatch(/\n {4}at /);
    expect(debug.code).toBe(2);
  });
});

describe('colours', () => {
  const controlSequence = '\u001b[';

  it('are not used where no terminal is, not even in CI', async () => {
    const { stderr } = await concordat(['intit'], { env: { CI: 'true' } });
    expect(stderr).not.toContain(controlSequence);
  });

  it('are forced by FORCE_COLOR, and refused by NO_COLOR and --no-color all the same', async () => {
    const [forced, noColor, flag, zero] = await Promise.all([
      concordat(['intit'], { env: { FORCE_COLOR: '1' } }),
      concordat(['intit'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
      concordat(['intit', '--no-color'], { env: { FORCE_COLOR: '1' } }),
      concordat(['intit'], { env: { FORCE_COLOR: '0' } }),
    ]);
    expect(forced.stderr).toContain(controlSequence);
    for (const { stderr } of [noColor, flag, zero]) expect(stderr).not.toContain(controlSequence);
  });
});

it.skipIf(process.platform === 'win32')('ends in silence when the reader of its output goes away', () => {
  const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
  const script = `{ "${process.execPath}" "${main}" --help; echo "code $?" >&2; } | true`;
  const { stderr } = spawnSync('sh', ['-c', script], { env: cleanEnvironment(), encoding: 'utf8' });
  expect(stderr).toBe('code 0\n');
});
