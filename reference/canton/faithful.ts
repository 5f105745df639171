/**
 * The behaviour that follows the product.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { faithfulAuthentication } from './authentication.ts';
import type {
  AllocationBehaviour,
  Behaviour,
  Deployment,
  Limits,
  PatchBehaviour,
  SyntaxRules,
  ViewBehaviour,
} from './behaviour.ts';
import { faithfulErrors } from './errors.ts';
import { faithfulBody, faithfulHttp } from './http.ts';
import { partyRules } from './party-rules.ts';
import { faithfulReading } from './reading.ts';
import { invalidArgument, Refused, refusal } from './refusal.ts';
import { byCodeUnit, rightKey } from './store.ts';
import {
  annotationBytes,
  annotationKeySyntax,
  filterSyntax,
  identityProviderSyntax,
  partySyntax,
  synchronizerSyntax,
  uniqueIdentifierSyntax,
  userIdSyntax,
} from './syntax.ts';
import { userRules } from './user-rules.ts';
import { faithfulUsers } from './users.ts';

const deployment: Deployment = {
  participantName: 'participant1',
  basePath: '',
  authentication: false,
  parties: 0,
  users: 0,
  compare: byCodeUnit,
};

const limits: Limits = {
  keyName: 63,
  keyPrefix: 253,
  annotationBytes: 256 * 1024,
  mergedAnnotationBytes: 256 * 1024,
  partiesPage: 10_000,
  usersPage: 1000,
  rightsPerUser: 1000,
  bodyBytes: 8 * 1024 * 1024,
};

const syntax: SyntaxRules = {
  hint: (text) => partySyntax(text),
  hintAsName: (text) => uniqueIdentifierSyntax(text),
  party: (text) => partySyntax(text),
  userId: userIdSyntax,
  identityProvider: identityProviderSyntax,
  synchronizer: synchronizerSyntax,
  filter: filterSyntax,
  annotationKey: annotationKeySyntax,
  annotationSize: annotationBytes,
};

const allocation: AllocationBehaviour = {
  name: (request, { world }) => request.partyIdHint || `party-${world.uuid()}`,
  identifier: (name, _request, { world }) => `${name}::${world.namespace}`,
  annotations: ({ localMetadata }) => localMetadata?.annotations ?? new Map(),
  identityProvider: ({ identityProviderId }) => identityProviderId,
  inFlight(party) {
    throw new Refused(
      refusal('REQUEST_ALREADY_IN_FLIGHT', `The request for party allocation of ${party} is already in flight`),
    );
  },
  duplicate(existing, _request, { world }) {
    const [name = '', namespace = ''] = existing.party.split('::');
    const shown = `${name}::${namespace.slice(0, 12)}...`;
    throw new Refused(
      invalidArgument(`Party already exists: party ${shown} is already allocated on this node`, {
        correlationId: world.uuid(),
      }),
    );
  },
  async work() {
    await nextTurn();
  },
  grant(record, { userId }, { world }) {
    const user = world.users.get(userId);
    if (userId === '' || user === undefined) return;
    const right = { kind: 'CanActAs', party: record.party };
    world.users.put(user.id, { ...user, rights: new Map(user.rights).set(rightKey(right), right) });
  },
};

const view: ViewBehaviour = {
  party(record, identityProviderId, { behaviour }) {
    const blinded = identityProviderId !== '' && identityProviderId !== record.identityProviderId;
    return {
      party: record.party,
      isLocal: record.isLocal && !blinded,
      localMetadata: {
        resourceVersion: behaviour.view.version(record.version),
        annotations: Object.fromEntries(record.annotations),
      },
      identityProviderId: blinded ? '' : record.identityProviderId,
    };
  },
  user: (record, { behaviour }) => ({
    id: record.id,
    primaryParty: record.primaryParty,
    isDeactivated: record.isDeactivated,
    metadata: {
      resourceVersion: behaviour.view.version(record.version),
      annotations: Object.fromEntries(record.annotations),
    },
    identityProviderId: record.identityProviderId,
    primaryPartyAuthentication: record.primaryPartyAuthentication,
  }),
  version: (version) => (version === undefined ? '' : String(version)),
  parseVersion: (text) => (/^[+-]?\d{1,18}$/.test(text) ? Number(text) : undefined),
};

const patch: PatchBehaviour = {
  samePath: (path, body) => path === body,
  mask({ paths }, known) {
    if (paths.length === 0) return 'the update mask contains no entries';
    const unknown = paths.find((path) => !known.includes(path));
    if (unknown !== undefined) return `the update path '${unknown}' points to an unknown field`;
    return new Set(paths).size < paths.length ? 'the update mask contains a duplicated path' : undefined;
  },
  selects: ({ paths }, path) => paths.some((it) => it === path || path.startsWith(`${it}.`)),
  merge(stored, sent) {
    const merged = new Map(stored);
    for (const [key, value] of sent) {
      if (value === '') merged.delete(key);
      else merged.set(key, value);
    }
    return merged;
  },
  nextVersion: (version) => (version ?? -1) + 1,
  isCurrent: (sent, stored) => Number(sent) === Number(stored),
  work: () => undefined,
  store: (record, { world }) => world.parties.put(record.party, record),
};

export const faithful: Behaviour = {
  deployment,
  limits,
  syntax,
  rules: { ...partyRules, ...userRules },
  http: faithfulHttp,
  body: faithfulBody,
  allocation,
  view,
  reading: faithfulReading,
  patch,
  users: faithfulUsers,
  authentication: faithfulAuthentication,
  errors: faithfulErrors,
};
