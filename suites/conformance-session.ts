/**
 * A run that hands out its results one by one, for front ends that ask for them by requirement. Knows no test framework.
 */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Json, ProfileName } from '../contracts/model.ts';
import type { Budget } from '../engine/experiment.ts';
import { Journal, type JournalSink } from '../engine/journal.ts';
import { type Plan, planRun } from '../engine/plan.ts';
import type { RequirementResult } from '../engine/result.ts';
import { executeRun } from '../engine/run.ts';
import type { RunResult } from '../engine/run-result.ts';
import type { Suite } from '../engine/suite.ts';
import { ConfigurationError } from '../target/errors.ts';
import type { CredentialRole } from '../target/exchange.ts';
import { anonymousTarget, type Connection, connectionsOf } from './conformance-targets.ts';
import { answeredSuites, meantSuites } from './discovery.ts';
import { DOCUMENTED_PATHS, type IshareBlock } from './ishare/operator.ts';
import { mostParties, type OptionSpellings, requireAffordable } from './party-loads.ts';
import { familyOf, suiteRegistry } from './registry.ts';

/** What to test, and how. Names and defaults are those of `concordat run`. */
export interface ConformanceOptions {
  /** Base URL of the deployment under test, with its path if the API is not at the root. */
  readonly target: string | URL;
  /** Names of suites. Default: those whose contract the target answers to. */
  readonly suites?: readonly string[] | undefined;
  /** Which requirements decide. Default `contract`. */
  readonly profile?: ProfileName | undefined;
  /** How much is sent. Default `standard`. */
  readonly budget?: Budget | undefined;
  readonly seed?: number | undefined;
  /** One to eight of a-z and 0-9, a letter first; begins the name of everything that is created. Default: drawn at random. */
  readonly namespace?: string | undefined;
  /** Token of an administrator. */
  readonly token?: string | undefined;
  /** File that holds the token and nothing else. */
  readonly tokenFile?: string | undefined;
  /** Shell command that prints the token; run again when the target answers 401. */
  readonly tokenCommand?: string | undefined;
  /** Tokens that only the operator can give: expired, of a user without rights and so on. */
  readonly tokens?: Readonly<Partial<Record<Exclude<CredentialRole, 'admin' | 'none'>, string>>> | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** PEM file of certificate authorities that are trusted besides the well-known ones. */
  readonly caFile?: string | undefined;
  /** Milliseconds for one exchange. Default 30,000. */
  readonly timeout?: number | undefined;
  /** Requests in flight. Default 8. */
  readonly concurrency?: number | undefined;
  /** Requests a second at most. Default: no limit. */
  readonly rps?: number | undefined;
  /** Parties that the run may create; on a real target they stay for ever. Default 300. */
  readonly maxParties?: number | undefined;
  /** What the vendor declares about the target, e.g. `{ partyIdHint: 'honoured' }`. */
  readonly statement?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** What only the operator knows, e.g. `{ synchronizerId: '…' }`. */
  readonly inputs?: Readonly<Record<string, Json>> | undefined;
  /** For ishare-parties: the client, its keys and certificates, as in the block `ishare` of the configuration. */
  readonly ishare?: IshareBlock | undefined;
  /** Globs over requirement ids. */
  readonly only?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** What the operator could give and did not leaves a requirement undetermined rather than not applicable. */
  readonly strict?: boolean | undefined;
  /** Told about each thing as it is created and deleted. */
  readonly journal?: JournalSink | undefined;
}

const DEFAULTS = { profile: 'contract', budget: 'standard', seed: 20_261, maxParties: 300, concurrency: 8 } as const;

/** A run under way. */
export interface ConformanceSession {
  /** The result of a requirement of the plan. Rejects when the run cannot begin. */
  result(id: string): Promise<RequirementResult>;
  /** Lets checks end as `interrupted`. */
  interrupt(): void;
  /** Resolves once everything is tidied up. */
  readonly ended: Promise<RunResult>;
}

/** The suites that the options name or that the target answers to. @throws ConfigurationError for a name that is none */
export async function suitesFor(options: ConformanceOptions): Promise<readonly Suite[]> {
  const { suites: names = [] } = options;
  for (const name of names) {
    if (suiteRegistry.some((entry) => entry.name === name)) continue;
    const known = suiteRegistry.map((entry) => entry.name).join(', ');
    throw new ConfigurationError(`There is no suite ${JSON.stringify(name)}. There is: ${known}.`);
  }
  const candidates =
    names.length > 0 ? suiteRegistry.filter(({ name }) => names.includes(name)) : await discovered(options);
  return Promise.all(candidates.map((entry) => entry.load()));
}

async function discovered(options: ConformanceOptions): Promise<typeof suiteRegistry> {
  if (new Set(suiteRegistry.map(({ family }) => family)).size < 2) return suiteRegistry;
  const { ishare = {} } = options;
  const target = anonymousTarget(options);
  try {
    const { capabilities } = { ...DOCUMENTED_PATHS, ...ishare.paths };
    return meantSuites(await answeredSuites(suiteRegistry, target, capabilities), ishare);
  } finally {
    await target.close();
  }
}

/** The plan of the options. `ids`: only these. */
export function planOf(suites: readonly Suite[], options: ConformanceOptions, ids?: readonly string[]): Plan {
  return planRun({
    suites,
    seed: options.seed ?? DEFAULTS.seed,
    budget: options.budget ?? DEFAULTS.budget,
    only: ids ?? options.only ?? [],
    exclude: options.exclude ?? [],
  });
}

/** Runs the plan. Nothing is sent before it returns. @throws ConfigurationError when it may create more parties than the options allow */
export function startSession(plan: Plan, options: ConformanceOptions): ConformanceSession {
  requireAffordable(plan, options.maxParties ?? DEFAULTS.maxParties, SPELLINGS);
  const interruption = new AbortController();
  const results = new Map(plan.planned.map(({ requirement: { id } }) => [id, promised<RequirementResult>()]));
  const connections = connectionsOf(options, new Set(plan.suites.map(({ name }) => familyOf(name))));
  const connectionOf = (family = ''): Connection => connections.get(family) as Connection;
  const ended = executeRun(plan, {
    openTarget: (signal, family) => connectionOf(family).open(signal),
    deploymentOf: familyOf,
    embedded: false,
    suiteVersion: (createRequire(import.meta.url)('concordat/package.json') as { version: string }).version,
    profile: profileOf(options),
    namespace: options.namespace ?? `t${randomBytes(3).toString('hex')}`,
    concurrency: options.concurrency ?? DEFAULTS.concurrency,
    maxParties: options.maxParties ?? DEFAULTS.maxParties,
    strict: options.strict ?? false,
    signal: interruption.signal,
    journal: new Journal(options.journal),
    statement: options.statement ?? {},
    inputs: Object.fromEntries(plan.suites.map(({ name }) => [name, connectionOf(familyOf(name)).inputs])),
    onResult: (result) => results.get(result.id)?.resolve(result),
  });
  ended.catch((error: unknown) => {
    for (const { reject } of results.values()) reject(error);
  });
  return {
    result: (id) => {
      const result = results.get(id);
      if (!result) throw new RangeError(`${id} is not part of the plan`);
      return result.promise;
    },
    interrupt: () => interruption.abort(),
    ended,
  };
}

/** Which requirements decide. */
export function profileOf({ profile }: ConformanceOptions): ProfileName {
  return profile ?? DEFAULTS.profile;
}

/** What a run of the plan does and leaves behind, in one sentence, to be said before the first request. */
export function announcement(plan: Plan, { target }: ConformanceOptions): string {
  const { users, exchanges } = plan.cost;
  return (
    `concordat: ${plan.planned.length} requirements against ${withoutCredentials(target)} with up to ${exchanges} requests; ` +
    `up to ${mostParties(plan)} parties are created and stay for ever, up to ${users} users are created and deleted.`
  );
}

/** The address as it may be shown. */
export function withoutCredentials(target: string | URL): string {
  const url = new URL(target);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/$/, '');
}

const SPELLINGS: OptionSpellings = {
  cap: 'maxParties',
  capOf: (parties) => `maxParties: ${parties}`,
  smoke: "budget: 'smoke'",
  only: 'only',
};

interface Promised<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** A promise that is settled from outside; nobody need listen to it. */
function promised<T>(): Promised<T> {
  let settle: Omit<Promised<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  promise.catch(() => {});
  return { promise, ...(settle as unknown as Omit<Promised<T>, 'promise'>) };
}
