/**
 * The independent validator of request bodies (design.md, rule 4): judges the bytes that were sent, knowing nothing of
 * how they were made. What depends on the state of the target (existing names, versions, limits by configuration) is
 * not its business.
 */
import { loadContract, operationOf } from '../contract.ts';
import type { Json, RequestJudgement } from '../model.ts';
import { readJsonText } from './request/json-text.ts';
import { metadataRules } from './request/metadata.ts';
import {
  hintRules,
  identityProviderRules,
  partyNameRules,
  synchronizerRules,
  userIdRules,
  userReferenceRules,
} from './request/names.ts';
import { memberOf } from './request/object.ts';
import { rightsRules } from './request/rights.ts';
import { type BrokenRule, broken, judgementOf } from './request/rules.ts';
import { createSchemaRules, type SchemaRules } from './request/schema-rules.ts';
import { maskRules, PARTY_PATHS, USER_PATHS } from './request/update-mask.ts';

type ProseRules = (body: Json) => BrokenRule[];

const PROSE: Readonly<Record<string, ProseRules>> = {
  postV2Parties: (body) => [
    ...text(body, 'partyIdHint', hintRules),
    ...metadataRules('/localMetadata', memberOf(body, 'localMetadata'), 'creation'),
    ...text(body, 'identityProviderId', identityProviderRules),
    ...text(body, 'synchronizerId', synchronizerRules),
    // The text itself says that an empty userId means none.
    ...text(body, 'userId', (pointer, id) => (id === '' ? [] : userReferenceRules(pointer, id))),
  ],
  patchV2PartiesParty: (body) => [
    ...text(body, 'partyDetails/party', partyNameRules),
    ...metadataRules('/partyDetails/localMetadata', at(body, 'partyDetails/localMetadata'), 'update'),
    ...text(body, 'partyDetails/identityProviderId', identityProviderRules),
    ...maskRules('/updateMask', memberOf(body, 'updateMask'), PARTY_PATHS),
  ],
  postV2Users: (body) => [...userRules(body, 'creation'), ...rightsRules('/rights', memberOf(body, 'rights'))],
  'patchV2UsersUser-id': (body) => [
    ...userRules(body, 'update'),
    ...maskRules('/updateMask', memberOf(body, 'updateMask'), USER_PATHS),
  ],
  'postV2UsersUser-idRights': rightsRequestRules,
  'patchV2UsersUser-idRights': rightsRequestRules,
};

let schemaRules: SchemaRules | undefined;

/**
 * Judges the bytes of a request body under both profiles. Problems list every rule that is broken or not scored.
 * Never throws for what is in the bytes; throws a `RangeError` for an operation without a request body.
 */
export function judgeRequestBody(operationId: string, bytes: Uint8Array): RequestJudgement {
  const contract = loadContract('canton');
  const { requestSchema } = operationOf(contract, operationId);
  const prose = PROSE[operationId];
  if (!requestSchema || !prose) throw new RangeError(`operation "${operationId}" has no request body to judge`);
  const { value, broken: inText } = readJsonText(bytes);
  if (value === undefined) return judgementOf(inText);
  schemaRules ??= createSchemaRules(contract);
  return judgementOf([...inText, ...schemaRules(requestSchema, value), ...prose(value)]);
}

function userRules(body: Json, use: 'creation' | 'update'): BrokenRule[] {
  return [
    ...text(body, 'user/id', userIdRules),
    ...text(body, 'user/primaryParty', (pointer, party) =>
      party === '' ? [broken('empty-string', pointer, party)] : partyNameRules(pointer, party),
    ),
    ...metadataRules('/user/metadata', at(body, 'user/metadata'), use),
    ...text(body, 'user/identityProviderId', identityProviderRules),
  ];
}

function rightsRequestRules(body: Json): BrokenRule[] {
  return [
    ...text(body, 'userId', userReferenceRules),
    ...rightsRules('/rights', memberOf(body, 'rights')),
    ...text(body, 'identityProviderId', identityProviderRules),
  ];
}

/** Applies rules to the text at this place; anything else there is left to the schema. */
function text(body: Json, place: string, rules: (pointer: string, value: string) => BrokenRule[]): BrokenRule[] {
  const value = at(body, place);
  return typeof value === 'string' ? rules(`/${place}`, value) : [];
}

function at(body: Json, place: string): Json | undefined {
  return place.split('/').reduce<Json | undefined>((value, name) => memberOf(value, name), body);
}
