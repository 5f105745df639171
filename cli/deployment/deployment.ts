/**
 * What a run talks to: the target of the settings, or our own references, started for the run. A deployment per API.
 */
import type { SuiteFamily } from '../../suites/registry.ts';
import type { Target } from '../../target/exchange.ts';
import type { Settings, TargetChoice } from '../configuration/settings.ts';
import { type InWorker, type ReferenceEntry, startInWorker } from './in-worker.ts';

/** How long silence is borne. `impatient`: the first failure counts, and is believed within seconds. */
export type Patience = 'patient' | 'impatient';

/** How to open a target. */
export interface Opening {
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Patience;
}

/** The deployment of one API. It can be opened any number of times. */
export interface Deployment {
  readonly url: string;
  /** Answers without a credential wherever the API is spoken. */
  readonly firstPath: string;
  /** The caller closes what it opened. */
  open(opening?: Opening): Target;
  /** What only the operator can give. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Ends the reference; nothing for a target that is not ours. */
  close(): Promise<void>;
}

/** The deployments of a run. */
export interface Deployments {
  readonly embedded: boolean;
  /** One for each API that a suite of the run speaks. */
  readonly of: ReadonlyMap<SuiteFamily, Deployment>;
  /** What the operator declares about the target. */
  readonly statement: Readonly<Record<string, string | number | boolean>>;
  close(): Promise<void>;
}

/** Opens the deployments that suites of these families need. @throws ConfigurationError for what they lack */
export async function openDeployments(
  choice: TargetChoice,
  settings: Settings,
  families: ReadonlySet<SuiteFamily>,
): Promise<Deployments> {
  const open = async (family: SuiteFamily): Promise<readonly [SuiteFamily, Deployment]> => {
    const { load, reference } = apis[family];
    if (choice.kind === 'external') return [family, (await load()).external(choice.url, settings)];
    // The thread loads what it needs while this one does.
    const starting = startInWorker(reference.entry, reference.options);
    starting.catch(() => {});
    const api = await load();
    return [family, api.embedded(settings, await starting)];
  };
  const results = await Promise.allSettled([...families].map(open));
  const of = new Map(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
  const close = async (): Promise<void> => {
    await Promise.all([...of.values()].map((deployment) => deployment.close()));
  };
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await close();
    throw failure.reason;
  }
  const embedded = choice.kind === 'embedded';
  return { embedded, of, statement: embedded ? {} : settings.statement, close };
}

/** How the deployment of an API is had. */
export interface ApiDeployments {
  external(url: string, settings: Settings): Deployment;
  /** The reference. What the settings say about the operator's own target (tokens, headers, statement) does not concern it. */
  embedded(settings: Settings, reference: InWorker): Deployment;
}

interface Api {
  readonly reference: { readonly entry: ReferenceEntry; readonly options: object };
  load(): Promise<ApiDeployments>;
}

/** Loaded when needed: a run against a target needs no reference, and most runs one API. */
const apis: Readonly<Record<SuiteFamily, Api>> = {
  canton: {
    // It demands tokens, so that the requirements about them are tested as well.
    reference: { entry: '#reference/canton/worker', options: { authentication: true } },
    load: async () => (await import('./canton.ts')).cantonDeployments,
  },
  ishare: {
    reference: { entry: '#reference/ishare/worker', options: {} },
    load: async () => (await import('./ishare.ts')).ishareDeployments,
  },
};

/** What is to be said of a plan besides its numbers. @throws ConfigurationError for files that cannot be used */
export async function planNotes(
  choice: TargetChoice,
  settings: Settings,
  families: ReadonlySet<SuiteFamily>,
): Promise<readonly string[]> {
  if (choice.kind === 'embedded' || !families.has('ishare')) return [];
  return [(await import('./ishare.ts')).certificateNote(settings)];
}

/** The addresses, for a file. */
export function addressesOf({ of }: Deployments): string {
  return [...new Set([...of.values()].map(({ url }) => url))].join(', ');
}

/** Where a run goes, for a person: `Target URL`, or each API with its own. */
export function whereabouts(deployments: Deployments): string {
  const { of } = deployments;
  if (new Set([...of.values()].map(({ url }) => url)).size === 1) return `Target ${addressesOf(deployments)}`;
  return `Targets ${[...of].map(([family, { url }]) => `${url} (${family})`).join(' and ')}`;
}
