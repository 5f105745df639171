/**
 * Options of the configuration as options of a commander command.
 */
import { type Command, Option } from 'commander';
import { flagOf, laterFlags, type OptionKey, optionDefinitions } from './configuration/options.ts';
import type { Flags } from './configuration/sources.ts';

/** What a command needs that only talks to the target. */
export const connectionKeys = [
  'target',
  'token',
  'tokenFile',
  'tokenCommand',
  'headers',
  'ca',
  'timeout',
] as const satisfies readonly OptionKey[];

const gather = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];

/** Declares options, and `--config`, under their headings. Values are read later, with those of the other sources. */
export function addConfigurationOptions(command: Command, keys: readonly OptionKey[]): void {
  for (const key of keys) {
    const { flags, description, group, split, shownDefault } = optionDefinitions[key];
    const takesValue = flags.includes('<');
    const says = !takesValue || shownDefault === undefined || description.includes('default:');
    const option = new Option(flags, says ? description : `${description} (default: ${shownDefault})`);
    if (split !== undefined) option.argParser(gather);
    command.addOption(option.helpGroup(`${group}:`));
  }
  command.addOption(
    new Option('--config <FILE>', 'configuration (default: concordat.config.yaml or .json)').helpGroup('General:'),
  );
}

/** Declares the options of a later version, so that they are refused with the right word. */
export function addLaterOptions(command: Command): void {
  for (const name of laterFlags) command.addOption(new Option(`--${name} <VALUE>`).hideHelp());
}

/** What commander read, by the keys of the configuration. */
export function flagsOf(options: Readonly<Record<string, unknown>>): Flags {
  const attributes = Object.keys(optionDefinitions).map(
    (key) => [key, new Option(flagOf(key as OptionKey)).attributeName()] as const,
  );
  const names = [...attributes, ...['config', ...laterFlags].map((name) => [name, name] as const)];
  return Object.fromEntries(
    names.filter(([, name]) => options[name] !== undefined).map(([key, name]) => [key, options[name]]),
  );
}
