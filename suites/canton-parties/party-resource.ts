/**
 * Parties as a resource: what the requirements that hold for parties and users must know.
 */
import { MARKER_KEY, namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty, NOT_READABLE } from '../canton/allocate-party.ts';
import { findNames, readPartyList } from '../canton/party-list.ts';
import { getParty, listParties, patchParty } from '../canton/requests.ts';
import type { Resource } from '../canton/resource.ts';
import { items } from '../json.ts';
import { marker } from './carriers.ts';
import { emptyGiven } from './empty-party.ts';
import { partyCases } from './official-cases.ts';
import { readParty } from './read-party.ts';

/** Parties. */
export const parties: Resource = {
  suite: 'canton-parties',
  page: 'canton-post-v2-parties',
  productPrefix: '',
  officialPrefix: 'party',
  officialCases: partyCases,
  operation: allocateParty,
  words: { one: 'party', many: 'parties', creation: 'allocation', created: 'allocated', creates: 'allocates' },
  members: { details: 'partyDetails', id: 'party', metadata: 'localMetadata' },
  readPointer: '/partyDetails/0',
  schemas: { request: 'AllocatePartyRequest', response: 'AllocatePartyResponse' },
  body: ({ prefix = '', suffix = '', annotations = {} } = {}) => ({
    partyIdHint: `${prefix}${namePlaceholder()}${suffix}`,
    localMetadata: { annotations: { ...annotations, [MARKER_KEY]: namePlaceholder() } },
  }),
  inPath: ' a:b',
  read: readParty,
  lighten: emptyGiven,
  compared: [
    ['party'],
    ['isLocal'],
    ['identityProviderId'],
    ['localMetadata', 'resourceVersion'],
    ['localMetadata', 'annotations'],
  ],
  unreadable: ({ statement }) => (statement.get('readBack')?.value === false ? NOT_READABLE : undefined),
  get: {
    operationId: 'getV2PartiesParty',
    response: 'GetPartiesResponse',
    template: getParty,
    entries: (json) => items(json, 'partyDetails'),
  },
  update: {
    operationId: 'patchV2PartiesParty',
    request: 'UpdatePartyDetailsRequest',
    response: 'UpdatePartyDetailsResponse',
    template: patchParty,
    paths: { id: 'party', metadata: 'local_metadata' },
    codes: {
      invalid: 'INVALID_PARTY_DETAILS_UPDATE_REQUEST',
      conflict: 'CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED',
      tooLarge: 'MAX_PARTY_DETAILS_ANNOTATIONS_SIZE_EXCEEDED',
      unknown: 'PARTY_NOT_FOUND',
    },
  },
  list: {
    operationId: 'getV2Parties',
    response: 'ListKnownPartiesResponse',
    template: listParties,
    entries: 'partyDetails',
    read: readPartyList,
    find: findNames,
    maximum: { path: ['features', 'partyManagement', 'maxPartiesPageSize'], usual: 10_000 },
    early: () => ({ partyIdHint: ` -0${namePlaceholder()}`, localMetadata: marker() }),
  },
};
