/**
 * `concordat list`: the requirements, as a table or as JSON.
 */
import { type Command, Option } from 'commander';
import { matchesGlob } from '../../engine/plan.ts';
import { ConfigurationError } from '../../target/errors.ts';
import { addExamples, type CommandModule } from '../command.ts';
import { suiteNames } from '../configuration/settings.ts';
import { Complaint, oneOf } from '../configuration/values.ts';
import { count } from '../count.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { didYouMean } from '../nearest.ts';
import { type CatalogueEntry, readCatalogue } from '../run/catalogue.ts';
import { namedSuites } from '../run/suites.ts';
import { table, wrap } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const levels = ['MUST', 'SHOULD', 'MAY'] as const;
const profiles = ['contract', 'reference'] as const;

/** More requirements than these are more than a person reads. */
const LONG = 100;

/** The command. */
export const list: CommandModule = {
  declare(command) {
    addFilters(command);
    command.option('--json', 'everything about each requirement, as JSON');
    addExamples(command, [
      ['concordat list', 'every requirement'],
      ['concordat list --topic hint --level MUST', 'those about the hint that a deployment must meet'],
      ["concordat list --only '*duplicate*' --json", 'some of them, for a program'],
    ]);
  },

  async execute({ options }, { terminal }) {
    const selected = selectRequirements(readCatalogue(), options as Filters);
    if (options.json === true) {
      terminal.out(JSON.stringify(selected, null, 2));
      return exitCodes.done;
    }
    return showTable(selected, terminal);
  },
};

interface Filters {
  readonly suite?: readonly string[];
  readonly level?: readonly string[];
  readonly profile?: readonly string[];
  readonly topic?: readonly string[];
  readonly only?: readonly string[];
}

function addFilters(command: Command): void {
  const gather = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];
  const filters = [
    ['--suite <NAME>', suiteNames.join(', ')],
    ['--level <LEVEL>', levels.join(', ')],
    ['--profile <NAME>', profiles.join(', ')],
    ['--topic <NAME>', 'middle part of the id'],
    ['--only <GLOB>', 'ids that match'],
  ] as const;
  for (const [flags, meaning] of filters) {
    command.addOption(new Option(flags, `${meaning} (repeatable)`).argParser(gather).helpGroup('Filters:'));
  }
}

function selectRequirements(all: readonly CatalogueEntry[], filters: Filters): readonly CatalogueEntry[] {
  const suites = namedSuites(words('suite', filters.suite, suiteNames)).map(({ name }) => name);
  const wantedLevels = words(
    'level',
    filters.level?.map((level) => level.toUpperCase()),
    levels,
  );
  const wantedProfiles = words('profile', filters.profile, profiles);
  const topics = words('topic', filters.topic, [...new Set(all.map(({ topic }) => topic))]);
  const { only = [] } = filters;
  const selected = all.filter(
    (entry) =>
      admits(suites, entry.suite) &&
      admits(wantedLevels, entry.level) &&
      admits(wantedProfiles, entry.profile) &&
      admits(topics, entry.topic) &&
      (only.length === 0 || only.some((glob) => matchesGlob(entry, glob))),
  );
  if (selected.length > 0) return selected;
  const guess = didYouMean(
    only[0] ?? '',
    all.map(({ id }) => id),
  );
  throw new ConfigurationError(`No requirement matches.${guess} Leave a filter out to see more.`);
}

function admits<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** Filters may name only what there is: a mistyped one would show nothing, or hide something. */
function words<const T extends string>(
  option: string,
  given: readonly string[] = [],
  known: readonly T[],
): readonly T[] {
  return given.map((word) => {
    try {
      return oneOf(known)(word);
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      throw new ConfigurationError(`--${option} ${error.message}, not ${JSON.stringify(word)}.${error.hint}`, {
        cause: error,
      });
    }
  });
}

function showTable(selected: readonly CatalogueEntry[], { out, err, colors, width }: Terminal): ExitCode {
  const rows = selected.map(({ id, level, profile, text }) => [{ text: id, paint: colors.cyan }, level, profile, text]);
  out(table(rows, width, ['id', 'level', 'profile', 'sentence']));
  const fewer = selected.length > LONG ? ' Fewer: --suite, --topic, --level, --profile, --only.' : '';
  const sentence = `${count(selected.length, 'requirement')}.${fewer} More about one: concordat explain ID`;
  err(wrap(sentence, width).join('\n'));
  return exitCodes.done;
}
