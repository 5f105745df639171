import { describe, expect, it } from 'vitest';
import type { Json } from '../../contracts/model.ts';
import type { ReferenceOptions, RunningReference } from '../../reference/canton/server.ts';
import { createUser } from '../../suites/canton/create-user.ts';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { runAgainst } from '../kill-matrix/matrix.ts';

const SEED = 20_261;

/** What anybody can see of all users: the list, and the rights of each of some. */
async function seen({ url }: RunningReference, rightsOf: readonly string[]): Promise<Json> {
  const read = async (path: string): Promise<Json> => (await (await fetch(`${url}${path}`)).json()) as Json;
  const users: Json[] = [];
  for (let token = ''; ; ) {
    const page = (await read(`/v2/users?pageToken=${token}`)) as { users: Json[]; nextPageToken: string };
    users.push(...page.users);
    token = page.nextPageToken;
    if (token === '') break;
  }
  const rights = await Promise.all(rightsOf.map((id) => read(`/v2/users/${id}/rights`)));
  return { users, rights };
}

/** Runs the whole suite and gives what was seen before and after. */
async function aroundARun(
  reference: ReferenceOptions,
  rightsOf: readonly string[],
  interruption?: { readonly at: (running: RunningReference) => boolean },
) {
  const looks: { seen: Json; users: readonly string[] }[] = [];
  const interrupt = new AbortController();
  let watch: NodeJS.Timeout | undefined;
  const look = async (running: RunningReference): Promise<void> => {
    clearInterval(watch);
    looks.push({ seen: await seen(running, rightsOf), users: [...running.state.users].sort() });
    if (looks.length === 1 && interruption) {
      watch = setInterval(() => interruption.at(running) && interrupt.abort(), 10);
    }
  };
  const result = await runAgainst(reference, {
    suites: [cantonUsers],
    seed: SEED,
    visit: { before: look, after: look },
    signal: interrupt.signal,
  });
  return { result, before: looks[0]!, after: looks[1]! };
}

describe('users that the run did not create', { timeout: 240_000 }, () => {
  it('are as they were after a run against a reference that holds 1,200 of them, and none of the run is left', async () => {
    const { result, before, after } = await aroundARun({ users: 1_200 }, [
      'participant_admin',
      'other-00000',
      'other-01199',
    ]);
    expect(before.users).toHaveLength(1_201);
    expect(after).toEqual(before);
    expect(result.created.users).toEqual(result.created.deleted);
    expect(result.created.maybe).toEqual([]);
    expect(result.created.deleted.length).toBeGreaterThan(100);
    expect(result.created.deleted).not.toContain('participant_admin');
  });

  it('are as they were, participant_admin too, where the caller cannot see participant_admin', async () => {
    const { result, before, after } = await aroundARun({ variant: 'hardened' }, []);
    expect(before.users).toEqual(['participant_admin']);
    expect(after).toEqual(before);
    expect(result.requirements.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toEqual([]);
  });

  it('are all that is left after an interrupt in the middle of a run', async () => {
    const { result, before, after } = await aroundARun({}, [], { at: ({ state }) => state.users.length > 20 });
    expect(result.run.stopped?.code).toBe('interrupted');
    expect(result.created.deleted.length).toBeGreaterThan(0);
    expect(after).toEqual(before);
  });

  it('are never taken for own ones, whatever a creation is answered with', () => {
    const body = Buffer.from(JSON.stringify({ user: { id: 'run-abcdefghijklmnop.x' } }));
    const own = (id: string, request?: Uint8Array) => createUser.isOwn?.(id, 'run-abcdefghijklmnop', request);
    expect(own('run-abcdefghijklmnop.x', body)).toBe(true);
    expect(own('RUN-ABCDEFGHIJKLMNOP', body)).toBe(true);
    expect(own('participant_admin', body)).toBe(false);
    expect(own('participant_admin')).toBe(false);
    expect(own('a', Buffer.from('{"user":{"id":"a"}}'))).toBe(true);
  });
});
