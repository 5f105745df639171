/**
 * `concordat doctor`: can this target be tested?
 */
import { statSync } from 'node:fs';
import type { Target } from '../../target/exchange.ts';
import { addExamples, type CommandModule } from '../command.ts';
import { addConfigurationOptions, connectionKeys, flagsOf } from '../command-options.ts';
import { loadConfiguration, requireTarget } from '../configuration/load.ts';
import type { Settings } from '../configuration/settings.ts';
import { authorityText, connectTarget } from '../connect.ts';
import { examineCanton } from '../doctor/canton.ts';
import { clockFinding, connectionFinding } from '../doctor/connection.ts';
import { type DoctorFinding, doctorExitCode, findingTable } from '../doctor/finding.ts';
import { shakeHands, tlsFinding } from '../doctor/tls.ts';
import { expiryFinding } from '../doctor/token.ts';
import { exitCodes } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { table } from '../table.ts';

/** The command. */
export const doctor: CommandModule = {
  declare(command) {
    addConfigurationOptions(command, ['suites', ...connectionKeys]);
    addExamples(command, [
      ['concordat doctor', 'examine the target of concordat.config.yaml'],
      ['concordat doctor --target http://localhost:7575 --token-file admin.token', 'examine another one'],
    ]);
  },

  async execute({ options }, { terminal, env, cwd }) {
    const settings = await loadConfiguration({ flags: flagsOf(options), env, cwd });
    const target = requireTarget(settings);
    const { colors, width } = terminal;
    terminal.out(colors.bold('Settings'));
    terminal.out(
      table(
        settings.lines.map(({ name, shown, origin }) => [name, { text: origin, paint: colors.dim }, shown]),
        width,
      ),
    );
    terminal.out(`\n${colors.bold('Target')}`);
    if (target.kind === 'embedded') {
      terminal.out('The embedded reference is started by each run; there is nothing to examine.');
      return exitCodes.done;
    }
    const interruption = listenForInterruption(terminal, 'Stopping. Press Ctrl-C again to quit at once.');
    const client = connectTarget(settings, target.url, interruption.signal);
    try {
      const findings: DoctorFinding[] = [
        ...settings.warnings.map((text) => ({ level: 'warn', subject: 'environment', text }) as const),
        ...tokenFileFindings(settings),
        ...(await examineTls(settings, new URL(target.url))),
      ];
      if (!findings.some(({ unreachable }) => unreachable)) findings.push(...(await examine(settings, client)));
      findings.push(...(await tokenFindings(settings, client)));
      terminal.out(findingTable(findings, terminal));
      return interruption.signal.aborted ? exitCodes.notDetermined : doctorExitCode(findings);
    } finally {
      interruption.dispose();
      await client.close();
    }
  },
};

async function examine(settings: Settings, client: Target): Promise<DoctorFinding[]> {
  const { suites } = settings.options;
  const registryOnly = suites.length > 0 && suites.every((suite) => suite === 'ishare-parties');
  if (!registryOnly) {
    const declared = settings.statement.authentication;
    return examineCanton(client, {
      authentication: declared === 'none' || declared === 'bearer' ? declared : undefined,
    });
  }
  const path = settings.ishare.paths.capabilities;
  const exchange = await client.send({ method: 'GET', path, credential: 'none' }, { tag: 'doctor', repeat: 'once' });
  return [connectionFinding(exchange), clockFinding(exchange)].filter((finding) => finding !== undefined);
}

async function examineTls(settings: Settings, url: URL): Promise<DoctorFinding[]> {
  if (url.protocol !== 'https:') return [];
  try {
    const handshake = await shakeHands(url, authorityText(settings), settings.options.timeout);
    return [tlsFinding(handshake, Date.now())];
  } catch (error) {
    const text = `no handshake (${(error as Error).message}). Is https spoken on that port?`;
    return [{ level: 'fail', subject: 'TLS', text, unreachable: true }];
  }
}

async function tokenFindings(settings: Settings, client: Target): Promise<DoctorFinding[]> {
  if (!client.hasCredential('admin')) return [];
  const token = await client.credential('admin');
  const renewable = settings.adminCredential?.kind !== 'value';
  const finding = token === undefined ? undefined : expiryFinding(token, renewable, Date.now());
  return finding === undefined ? [] : [finding];
}

/** Unlike keys, token files are often mounted readable by a group, so this is only a warning. */
function tokenFileFindings({ adminCredential }: Settings): DoctorFinding[] {
  if (adminCredential?.kind !== 'file' || process.platform === 'win32') return [];
  if ((statSync(adminCredential.path).mode & 0o044) === 0) return [];
  const text = `${adminCredential.path} can be read by others on this machine. Run chmod 600 on it where you can.`;
  return [{ level: 'warn', subject: 'token file', text }];
}
