/**
 * Reads a token from where the operator keeps it: a value, a file, or the output of a command.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { ConfigurationError } from './errors.ts';
import type { CredentialSource } from './options.ts';

const LONGEST_OUTPUT = 1024 * 1024;
const LONGEST_QUOTE = 200;

/** How a command is bounded. */
export interface CommandLimits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The token of a source, without surrounding white space for files and commands.
 * `name` is how messages call it, e.g. `the admin token`.
 * @throws ConfigurationError when it cannot be read or could not stand in a header
 */
export async function readCredential(source: CredentialSource, name: string, limits: CommandLimits): Promise<string> {
  return checkToken(await read(source, name, limits), name);
}

/** The token itself, if it can be sent. @throws ConfigurationError */
function checkToken(token: string, name: string): string {
  if (token === '') throw new ConfigurationError(`${capital(name)} is empty.`);
  if (/^(bearer|basic)\s/i.test(token)) {
    throw new ConfigurationError(`${capital(name)} starts with an authentication scheme; give the token alone.`);
  }
  if (/[\r\n]/.test(token))
    throw new ConfigurationError(`${capital(name)} contains a line break; it must be a single line.`);
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ConfigurationError(`${capital(name)} contains a character that cannot stand in an Authorization header.`);
  }
  return token;
}

async function read(source: CredentialSource, name: string, limits: CommandLimits): Promise<string> {
  switch (source.kind) {
    case 'value':
      return source.value;
    case 'file':
      return readTokenFile(source.path, name);
    case 'command':
      return runCommand(source.command, name, limits);
  }
}

/** The content of a token file without surrounding white space. @throws ConfigurationError when it cannot be read */
async function readTokenFile(path: string, name: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ConfigurationError(`Cannot read ${name} from the file ${path} (${reason}).`, { cause: error });
  }
}

/** The command itself is never quoted: it may hold a secret. */
function runCommand(command: string, name: string, { timeoutMs, signal }: CommandLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (what: string) => reject(new ConfigurationError(`The command for ${name} ${what}.`));
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, {
      shell: true,
      detached: ownGroup,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    let complaint = '';
    let stopped: string | undefined;
    // The whole group: a shell that is killed alone leaves its children holding the pipes, and `close` never comes.
    const stop = (why: string) => {
      stopped ??= why;
      try {
        if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It has ended by itself in the meantime.
      }
    };
    const onAbort = () => stop('was interrupted');
    const timer = setTimeout(() => stop(`gave no answer within ${timeoutMs} ms`), timeoutMs);
    signal?.addEventListener('abort', onAbort);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.length > LONGEST_OUTPUT) stop('printed more than a token');
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(-4 * LONGEST_QUOTE);
    });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    child.on('error', (error) => settle(() => refuse(`could not be started (${error.message})`)));
    child.on('close', (code, killedBy) =>
      settle(() => {
        if (stopped !== undefined) refuse(stopped);
        else if (code !== 0) refuse(`failed with ${code === null ? killedBy : `exit code ${code}`}${quote(complaint)}`);
        else if (output.trim() === '') refuse(`printed nothing${quote(complaint)}`);
        else resolve(output.trim());
      }),
    );
    if (signal?.aborted === true) onAbort();
  });
}

function quote(complaint: string): string {
  const last = complaint.trim().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? '' : `: ${last.slice(0, LONGEST_QUOTE).replace(/\.$/, '')}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
