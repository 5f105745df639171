/** The request schemas as structure, from the pinned operation pages. Tests compare them with the pinned OpenAPI data. */
import type { JsonSchema } from '../json-schema.ts';

/** Definitions for POST /v2/parties and POST /v2/users, by their names in the contract. */
export const cantonRequestSchemas: Readonly<Record<string, JsonSchema>> = {
  AllocatePartyRequest: {
    type: 'object',
    properties: {
      partyIdHint: { type: 'string' },
      localMetadata: { $ref: '#/$defs/ObjectMeta' },
      identityProviderId: { type: 'string' },
      synchronizerId: { type: 'string' },
      userId: { type: 'string' },
    },
  },
  ObjectMeta: {
    type: 'object',
    properties: { resourceVersion: { type: 'string' }, annotations: { $ref: '#/$defs/Map_String' } },
  },
  Map_String: { type: 'object', additionalProperties: { type: 'string' } },
  CreateUserRequest: {
    type: 'object',
    required: ['user'],
    properties: {
      user: { $ref: '#/$defs/User' },
      rights: { type: 'array', items: { $ref: '#/$defs/Right' } },
    },
  },
  User: {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string' },
      primaryParty: { type: 'string' },
      isDeactivated: { type: 'boolean' },
      metadata: { $ref: '#/$defs/ObjectMeta' },
      identityProviderId: { type: 'string' },
    },
  },
  Right: { type: 'object', properties: { kind: { $ref: '#/$defs/Kind' } } },
};
