/**
 * The state of one running reference: its tables, its names, its clock and its timers.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Deployment } from './behaviour.ts';
import { createTable, type PartyRecord, type Table, type UserRecord } from './store.ts';

/** An identity provider that is configured on the reference, beside the default one. */
export const REFERENCE_IDENTITY_PROVIDER = 'reference-idp';

/** Everything that changes while a reference runs. */
export interface World {
  readonly parties: Table<PartyRecord>;
  readonly users: Table<UserRecord>;
  /** Identifiers that are being allocated right now. */
  readonly inFlight: Set<string>;
  /** The namespace of all local parties: `1220` and 64 hexadecimal digits. */
  readonly namespace: string;
  /** `<participant name>::<namespace>`. */
  readonly participantId: string;
  readonly synchronizerId: string;
  readonly identityProviders: ReadonlySet<string>;
  /** Allocations so far. */
  allocations: number;
  /** Requests so far. */
  requests: number;
  /** Resolves when the reference is closed: what never answers waits for it. */
  readonly closed: Promise<void>;
  /** Hexadecimal digits: reproducible from the seed, if there is one. */
  hex(digits: number): string;
  /** A random UUID (version 4). */
  uuid(): string;
  /** Calls back later, unless the reference is closed by then. Does not keep the process alive. */
  later(milliseconds: number, callback: () => void): void;
  /** Ends all timers and everything that waits for {@link World.closed}. */
  end(): void;
}

export function createWorld(deployment: Deployment, seed: number | undefined): World {
  const secret = seed === undefined ? randomBytes(16).toString('hex') : String(seed);
  let drawn = 0;
  const hex = (digits: number): string => {
    drawn += 1;
    return createHash('sha256').update(`${secret}/${drawn}`).digest('hex').slice(0, digits);
  };
  const namespace = `1220${createHash('sha256').update(`${secret}/${deployment.participantName}`).digest('hex')}`;
  const timers = new Set<NodeJS.Timeout>();
  let end = (): void => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    parties: createTable(deployment.compare),
    users: createTable(deployment.compare),
    inFlight: new Set(),
    namespace,
    participantId: `${deployment.participantName}::${namespace}`,
    synchronizerId: `global::1220${createHash('sha256').update(`${secret}/synchronizer`).digest('hex')}`,
    identityProviders: new Set(['', REFERENCE_IDENTITY_PROVIDER]),
    allocations: 0,
    requests: 0,
    closed,
    hex,
    uuid() {
      const digits = hex(32);
      const variant = '89ab'[Number.parseInt(digits[16] as string, 16) % 4];
      return [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `${variant}${digits.slice(17, 20)}`,
        digits.slice(20),
      ].join('-');
    },
    later(milliseconds, callback) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        callback();
      }, milliseconds);
      timer.unref();
      timers.add(timer);
    },
    end() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      end();
    },
  };
}
