/**
 * Starts and stops the embedded Canton-like deployment.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { type Authority, createAuthority } from './authentication.ts';
import type { Behaviour } from './behaviour.ts';
import { faithful } from './faithful.ts';
import { cantonFaults } from './faults.ts';
import { rightKey } from './store.ts';
import { cantonVariants } from './variants.ts';
import { createWorld, REFERENCE_IDENTITY_PROVIDER, type World } from './world.ts';

/** How to start a reference. */
export interface ReferenceOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Id of a fault of `faults.ts`. */
  readonly fault?: string;
  /** Id of a variant of `variants.ts`. */
  readonly variant?: string;
  /** Demand bearer tokens. Default: only where the fault or the variant needs it. */
  readonly authentication?: boolean;
  /** Makes identifiers reproducible. Default: other ones at each start. */
  readonly seed?: number;
  /** Other users and parties that exist from the start. */
  readonly users?: number;
  readonly parties?: number;
}

/** Bearer tokens that the reference minted for itself. */
export interface ReferenceTokens {
  /** Of an administrator of the participant. */
  readonly admin: string;
  /** Of a user without any right. */
  readonly notEntitled: string;
  /** Of the administrator, expired an hour ago. */
  readonly expired: string;
  /** Sound, but of a user that does not exist. */
  readonly unknownUser: string;
  /** Of a user without any right, which may be changed. */
  readonly spareUser: string;
}

/** A look inside, for tests. */
interface ReferenceState {
  readonly parties: readonly string[];
  readonly users: readonly string[];
  readonly requests: number;
  readonly participantId: string;
  /** Rights of a user as `CanActAs(<party>)` and the like; `undefined` when there is no such user. */
  rights(user: string): readonly string[] | undefined;
}

export interface RunningReference {
  /** Without a slash at the end; with the base path, if there is one. */
  readonly url: string;
  readonly tokens?: ReferenceTokens;
  /** A token for any user, where tokens are demanded. A negative lifetime has expired. */
  readonly mint?: (userId: string, lifetimeSeconds?: number) => Promise<string>;
  /** What an operator would configure: a connected synchronizer and an identity provider beside the default one. */
  readonly synchronizerId: string;
  readonly identityProviderId: string;
  readonly state: ReferenceState;
  /** Ends every connection and every timer at once. */
  close(): Promise<void>;
}

/** Starts a reference on the loopback interface. Throws when the fault or the variant is not known. */
export async function startCantonReference(options: ReferenceOptions = {}): Promise<RunningReference> {
  const behaviour = behaviourOf(options);
  const world = createWorld(behaviour.deployment, options.seed);
  populate(world, behaviour);
  const authority = behaviour.deployment.authentication ? await createAuthority(world.participantId) : undefined;
  const app = createApp(behaviour, world, authority);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${behaviour.deployment.basePath}`,
    ...(authority && { tokens: await mintTokens(authority), mint: authority.mint }),
    synchronizerId: world.synchronizerId,
    identityProviderId: REFERENCE_IDENTITY_PROVIDER,
    state: lookInside(world),
    close() {
      world.end();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function behaviourOf(options: ReferenceOptions): Behaviour {
  let behaviour = faithful;
  if (options.fault !== undefined) {
    const fault = cantonFaults.find((it) => it.id === options.fault);
    if (!fault) throw new RangeError(`unknown fault: ${options.fault}`);
    behaviour = fault.apply(behaviour);
    if (fault.needs === 'authentication') behaviour = deployed(behaviour, { authentication: true });
  }
  if (options.variant !== undefined) {
    const variant = cantonVariants.find((it) => it.id === options.variant);
    if (!variant) throw new RangeError(`unknown variant: ${options.variant}`);
    behaviour = variant.apply(behaviour);
  }
  const { authentication, users, parties } = options;
  return deployed(behaviour, {
    ...(authentication !== undefined && { authentication }),
    ...(users !== undefined && { users }),
    ...(parties !== undefined && { parties }),
  });
}

function deployed(behaviour: Behaviour, changes: Partial<Behaviour['deployment']>): Behaviour {
  return { ...behaviour, deployment: { ...behaviour.deployment, ...changes } };
}

const NOT_ENTITLED = 'user-without-rights';
const SPARE = 'spare-user';

/** What is there before the first request: the participant's own party, its administrator, and others if wanted. */
function populate(world: World, { deployment }: Behaviour): void {
  const party = { isLocal: true, annotations: new Map(), identityProviderId: '', number: 0, createdAt: 0 };
  const user = {
    primaryParty: '',
    isDeactivated: false,
    annotations: new Map(),
    version: 0,
    identityProviderId: '',
    primaryPartyAuthentication: false,
  };
  const none = new Map();
  const admin = { kind: 'ParticipantAdmin', party: '' };
  world.parties.put(world.participantId, { ...party, party: world.participantId, version: undefined });
  for (let index = 0; index < deployment.parties; index += 1) {
    const id = `other-${String(index).padStart(5, '0')}::${world.namespace}`;
    world.parties.put(id, { ...party, party: id, version: 0 });
  }
  world.users.put('participant_admin', {
    ...user,
    id: 'participant_admin',
    rights: new Map([[rightKey(admin), admin]]),
  });
  for (const id of deployment.authentication ? [NOT_ENTITLED, SPARE] : []) {
    world.users.put(id, { ...user, id, rights: none });
  }
  for (let index = 0; index < deployment.users; index += 1) {
    const id = `other-${String(index).padStart(5, '0')}`;
    world.users.put(id, { ...user, id, rights: none });
  }
}

async function mintTokens(authority: Authority): Promise<ReferenceTokens> {
  return {
    admin: await authority.mint('participant_admin'),
    notEntitled: await authority.mint(NOT_ENTITLED),
    expired: await authority.mint('participant_admin', -3600),
    unknownUser: await authority.mint('nobody-has-this-id'),
    spareUser: await authority.mint(SPARE),
  };
}

function lookInside(world: World): ReferenceState {
  return {
    get parties() {
      return [...world.parties.keys];
    },
    get users() {
      return [...world.users.keys];
    },
    get requests() {
      return world.requests;
    },
    participantId: world.participantId,
    rights(user) {
      const record = world.users.get(user);
      return record && [...record.rights.keys()];
    },
  };
}
