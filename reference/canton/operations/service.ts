/**
 * What the service says about itself: version, synchronizers, health.
 */
import { authorise } from '../authentication.ts';
import { textAnswer } from '../call.ts';
import { type JsonOperation, type PlainOperation, reads } from './operation.ts';

/** The version that the reference claims to follow. */
const REFERENCE_VERSION = '3.5.6';

export const version: JsonOperation = reads({}, (scene) => {
  const { limits } = scene.behaviour;
  authorise(scene, { level: 'anyone', identityProviderId: '' });
  return {
    version: REFERENCE_VERSION,
    features: {
      experimental: { staticTime: { supported: false }, commandInspectionService: { supported: true } },
      userManagement: {
        supported: true,
        maxRightsPerUser: limits.rightsPerUser,
        maxUsersPageSize: limits.usersPage,
      },
      partyManagement: { maxPartiesPageSize: limits.partiesPage },
      offsetCheckpoint: {
        maxOffsetCheckpointEmissionDelay: { seconds: 75, nanos: 0, unknownFields: { fields: {} } },
      },
      packageFeature: { maxVettedPackagesPageSize: 100 },
    },
  };
});

export const synchronizers: JsonOperation = reads(
  { party: 'text', participantId: 'text', identityProviderId: 'text' },
  (scene) => {
    authorise(scene, { level: 'user', identityProviderId: '' });
    const { synchronizerId } = scene.world;
    return {
      connectedSynchronizers: [
        { synchronizerAlias: 'global', synchronizerId, permission: 'PARTICIPANT_PERMISSION_UNSPECIFIED' },
      ],
    };
  },
);

export const livez: PlainOperation = { kind: 'plain', answer: () => ({ status: 200, headers: {}, body: null }) };

export const readyz: PlainOperation = {
  kind: 'plain',
  answer: () => textAnswer(200, '[+] ledger ok (SERVING)\nreadyz check passed\n'),
};
