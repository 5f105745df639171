/**
 * Settings out of a configuration file in a folder of its own.
 */
import { expect } from 'vitest';
import { loadConfiguration } from '../../cli/configuration/load.ts';
import type { Settings } from '../../cli/configuration/settings.ts';
import type { Flags } from '../../cli/configuration/sources.ts';
import { ConfigurationError } from '../../target/errors.ts';
import { folderWith } from './run-cli.ts';

const folders: { remove(): void }[] = [];

/** A folder with files; {@link removeFolders} takes it away. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = folderWith(files);
  folders.push(made);
  return made.path;
}

/** Takes away every folder that was made. */
export function removeFolders(): void {
  for (const made of folders.splice(0)) made.remove();
}

/** Loads a YAML configuration. */
export function load(yaml: string, flags: Flags = {}, env: NodeJS.ProcessEnv = {}): Promise<Settings> {
  return loadConfiguration({ flags, env, cwd: folder({ 'concordat.config.yaml': yaml }) });
}

/** The sentence of the refusal; fails the test when nothing is refused. */
export async function refusal(settings: Promise<unknown>): Promise<string> {
  const error: unknown = await settings.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return (error as ConfigurationError).message;
}

/** Where a setting comes from. */
export function originOf(settings: Settings, name: string): string | undefined {
  return settings.lines.find((line) => line.name === name)?.origin;
}

/** A reference to an environment variable, as the file writes it. */
export function ref(name: string): string {
  return `\${${name}}`;
}
