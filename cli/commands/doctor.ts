/**
 * `concordat doctor`: can this target be tested?
 */
import { statSync } from 'node:fs';
import { familyOf, type SuiteFamily, suiteRegistry } from '../../suites/registry.ts';
import { createTarget } from '../../target/client.ts';
import { ConcordatError } from '../../target/errors.ts';
import type { Target, TransportFailureKind } from '../../target/exchange.ts';
import { addExamples, type CommandModule } from '../command.ts';
import { addConfigurationOptions, connectionKeys, flagsOf } from '../command-options.ts';
import { loadConfiguration, requireTarget } from '../configuration/load.ts';
import type { Settings } from '../configuration/settings.ts';
import { authorityText, connectTarget, reachOf } from '../connect.ts';
import { examineCanton } from '../doctor/canton.ts';
import { unreachedFinding } from '../doctor/connection.ts';
import { type DoctorFinding, doctorExitCode, findingTable } from '../doctor/finding.ts';
import { shakeHands, tlsFinding } from '../doctor/tls.ts';
import { expiryFinding } from '../doctor/token.ts';
import { exitCodes } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { discoverSuites, familiesOf } from '../run/suites.ts';
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
    try {
      const { signal } = interruption;
      const findings: DoctorFinding[] = [
        ...settings.warnings.map((text) => ({ level: 'warn', subject: 'environment', text }) as const),
        ...tokenFileFindings(settings),
        ...(await examineTls(settings, new URL(target.url))),
      ];
      const reached = !findings.some(({ unreachable }) => unreachable);
      for (const family of reached ? await familiesAt(target.url, settings, signal) : []) {
        findings.push(...(await examinations[family](settings, target.url, signal)));
      }
      terminal.out(findingTable(findings, terminal));
      return signal.aborted ? exitCodes.notDetermined : doctorExitCode(findings);
    } finally {
      interruption.dispose();
    }
  },
};

type Examination = (settings: Settings, url: string, signal: AbortSignal) => Promise<DoctorFinding[]>;

const examinations: Readonly<Record<SuiteFamily, Examination>> = {
  canton: async (settings, url, signal) => {
    const client = connectTarget(settings, url, signal);
    const declared = settings.statement.authentication;
    const authentication = declared === 'none' || declared === 'bearer' ? declared : undefined;
    try {
      return [...(await examineCanton(client, { authentication })), ...(await tokenFindings(settings, client))];
    } finally {
      await client.close();
    }
  },
  ishare: async (settings, url, signal) => (await import('../doctor/ishare.ts')).examineIshare(settings, url, signal),
};

/** The APIs of the suites that were named; else those that the target answers to. A silent target is asked for the first one only. */
async function familiesAt(url: string, settings: Settings, signal: AbortSignal): Promise<readonly SuiteFamily[]> {
  const { suites } = settings.options;
  if (suites.length > 0) return [...new Set(suites.map(familyOf))];
  const target = createTarget({ baseUrl: url, signal, ...reachOf(settings, 'impatient') });
  try {
    return [...familiesOf(await discoverSuites(suiteRegistry, target, settings.ishare))];
  } catch (error) {
    if (!(error instanceof ConcordatError)) throw error;
    return ['canton'];
  } finally {
    await target.close();
  }
}

/** What keeps a handshake from even beginning. */
const UNREACHED: Readonly<Record<string, TransportFailureKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'connect-timeout',
};

async function examineTls(settings: Settings, url: URL): Promise<DoctorFinding[]> {
  if (url.protocol !== 'https:') return [];
  try {
    const handshake = await shakeHands(url, authorityText(settings), settings.options.timeout);
    return [tlsFinding(handshake, Date.now())];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const kind = UNREACHED[code ?? ''];
    if (kind !== undefined) return [unreachedFinding(url.origin, kind, message)];
    const text = `no handshake (${message}). Is https spoken on that port?`;
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
