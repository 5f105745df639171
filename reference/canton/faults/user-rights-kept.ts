/**
 * Faults of the table that keeps rights: its keys, its widths, and how much of it is written and read.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, usersCreatedAs } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { Right } from '../messages.ts';
import type { GrantedRight } from '../store.ts';
import { userFault } from './user-fault.ts';

/** Keeps rights under keys of its own, with other parties. */
function kept(
  behaviour: Behaviour,
  party: (sent: string) => string,
  keyOf: (party: string) => string = (it) => it,
): Behaviour {
  const rightsOf = (rights: readonly Right[]): ReadonlyMap<string, GrantedRight> =>
    new Map(
      rights.map(({ kind }) => {
        const right = { kind: kind.name, party: party(kind.value.party ?? '') };
        return [`${right.kind}(${keyOf(right.party)})`, right];
      }),
    );
  return change(behaviour, 'users', { rightsOf });
}

export const userRightsKeptFaults: readonly Fault[] = [
  userFault({
    id: 'user-revoke-can-act-as-takes-can-execute-as',
    title: 'With the right to act as a party that to execute as it is revoked',
    catches: ['grants/revoked'],
    apply: (b) =>
      change(b, 'users', {
        revoke(user, sent, scene) {
          const changed = b.users.revoke(user, sent, scene);
          const acting = [...sent.values()].filter(({ kind }) => kind === 'CanActAs').map(({ party }) => party);
          const taken = ({ kind, party }: GrantedRight): boolean => kind === 'CanExecuteAs' && acting.includes(party);
          return { ...changed, rights: new Map([...changed.rights].filter(([, right]) => !taken(right))) };
        },
      }),
  }),
  userFault({
    id: 'user-right-parties-cut-at-200',
    title: 'Parties of rights are cut after 200 characters',
    catches: ['rights/stored-as-sent'],
    apply: (b) => kept(b, (party) => party.slice(0, 200)),
  }),
  userFault({
    id: 'user-right-parties-case-insensitive',
    title: 'Rights for parties that differ only in case are one right',
    catches: ['rights/stored-as-sent'],
    apply: (b) =>
      kept(
        b,
        (party) => party,
        (party) => party.toLowerCase(),
      ),
  }),
  userFault({
    id: 'user-rights-shared-without-case',
    title: 'Users whose ids differ only in case share their rights',
    catches: ['id/case-sensitive'],
    apply: (b) =>
      change(b, 'users', {
        rights: (user, scene) =>
          scene.world.users.sorted
            .filter(({ id }) => id.toLowerCase() === user.id.toLowerCase())
            .flatMap(({ rights }) => [...rights.values()]),
      }),
  }),
  userFault({
    id: 'user-rights-listed-up-to-hundred',
    title: 'Of many rights the first hundred are listed',
    catches: ['rights/limit-accepted'],
    apply: (b) => change(b, 'users', { rights: (user, scene) => b.users.rights(user, scene).slice(0, 100) }),
  }),
  userFault({
    id: 'user-created-with-500-rights-at-most',
    title: 'Of the rights of a creation 500 are stored',
    catches: ['rights/limit-accepted'],
    apply: (b) => usersCreatedAs(b, (user) => ({ ...user, rights: new Map([...user.rights].slice(0, 500)) })),
  }),
  userFault({
    id: 'user-grant-beyond-ten-dropped',
    title: 'Of many rights ten are granted',
    catches: ['grants/granted'],
    apply: (b) =>
      change(b, 'users', {
        grant: (user, sent, scene) => ({
          ...b.users.grant(user, sent, scene),
          rights: new Map([...user.rights, ...[...sent].slice(0, 10)]),
        }),
      }),
  }),
];
