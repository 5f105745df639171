/**
 * Legal differences of what answers show and when: optional members left out, other refusals of what is unknown, lists that lag, and
 * tools that annotate.
 */
import type { ProfileName } from '../../contracts/model.ts';
import type { Behaviour } from './behaviour.ts';
import { change, onDetails, onUser, without } from './change.ts';
import type { Variant } from './deviation.ts';
import { found, inventedUser, unknownAs } from './faults/user-changes.ts';
import { invalidArgument } from './refusal.ts';

const contract: readonly ProfileName[] = ['contract'];

/** How long a list of both kinds may lag, in milliseconds. */
const LAG_MS = 2_500;

/** When a tool annotates a new party, in milliseconds after its allocation. */
const TOOL_AFTER_MS = 400;

export const answerVariants: readonly Variant[] = [
  {
    id: 'creation-omits-metadata',
    title: 'Creations are answered without the metadata, which is optional and which reading shows',
    conformsTo: contract,
    apply: (b) =>
      onUser(
        onDetails(b, 'allocateParty', (details) => without(details, 'localMetadata')),
        'createUser',
        (user) => without(user, 'metadata'),
      ),
  },
  {
    id: 'update-answers-id-only',
    title: 'Updates are answered with the required members alone',
    conformsTo: contract,
    apply: (b) =>
      onUser(
        onDetails(b, 'updateParty', ({ party = '' }) => ({ party })),
        'updateUser',
        ({ id = '' }) => ({ id }),
      ),
  },
  {
    id: 'unknown-user-400',
    title: 'What is asked of an unknown user is an invalid argument, not something missing',
    conformsTo: contract,
    apply: (b) =>
      unknownAs(b, ['getUser', 'listRights', 'updateUser', 'deleteUser', 'grantRights', 'revokeRights'], ({ cause }) =>
        invalidArgument(cause),
      ),
  },
  {
    id: 'unknown-user-without-rights',
    title: 'The rights of an unknown user are an empty list',
    conformsTo: contract,
    apply: (b) =>
      found(b, ['listRights'], (id, find, { world }) => (world.users.has(id) ? find(id) : inventedUser(id))),
  },
  {
    id: 'lists-lag-longer',
    title: 'A new party or user is in its list after 2.5 s',
    conformsTo: contract,
    apply: lagging,
  },
  {
    id: 'tool-annotates-parties',
    title: 'A tool gives every new party an annotation with a prefix, a while later',
    conformsTo: contract,
    apply: annotatedByTool,
  },
];

function lagging(behaviour: Behaviour): Behaviour {
  const born = new Map<string, number>();
  const isOld = (since: number | undefined): boolean => since === undefined || performance.now() - since >= LAG_MS;
  const { reading, users } = behaviour;
  return change(
    change(behaviour, 'reading', {
      listed: (scene) => reading.listed(scene).filter(({ number, createdAt }) => number === 0 || isOld(createdAt)),
    }),
    'users',
    {
      store(record, scene) {
        if (scene.call.operation === 'createUser') born.set(record.id, performance.now());
        users.store(record, scene);
      },
      listed: (scene) => users.listed(scene).filter(({ id }) => isOld(born.get(id))),
    },
  );
}

function annotatedByTool(behaviour: Behaviour): Behaviour {
  const { grant } = behaviour.allocation;
  return change(behaviour, 'allocation', {
    grant(record, request, scene) {
      grant(record, request, scene);
      const { parties } = scene.world;
      const annotate = (): void => {
        const now = parties.get(record.party);
        if (now === undefined) return;
        const annotations = new Map(now.annotations).set('indexer.vendor.example/seen', '1');
        parties.put(record.party, { ...now, version: (now.version ?? 0) + 1, annotations });
      };
      setTimeout(annotate, TOOL_AFTER_MS).unref();
    },
  });
}
