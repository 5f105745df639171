import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { loadContract, operationOf } from '../../contracts/contract.ts';

const canton = loadContract('canton');

describe('the loaded Canton contract', () => {
  it('is identified by the hash of the pinned bytes, which only a deliberate change may move', () => {
    const bytes = readFileSync(new URL('../../contracts/canton/openapi.json', import.meta.url));
    expect(canton.identity).toMatchObject({ id: 'canton-json-ledger-api', version: '3.5.6' });
    expect(canton.identity.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(canton.identity.sha256).toMatchInlineSnapshot(
      `"25afa92bb2ed4c3b3fe98aecb94eb204030104f65ad1178d8aaf6b987f906365"`,
    );
  });

  it('names every operation by its official id', () => {
    expect(Object.values(canton.operations).map(({ id, method, path }) => `${id} ${method} ${path}`)).toEqual([
      'getV2Parties GET /v2/parties',
      'postV2Parties POST /v2/parties',
      'getV2PartiesParticipant-id GET /v2/parties/participant-id',
      'getV2PartiesParty GET /v2/parties/{party}',
      'patchV2PartiesParty PATCH /v2/parties/{party}',
      'getV2Users GET /v2/users',
      'postV2Users POST /v2/users',
      'getV2UsersUser-id GET /v2/users/{user-id}',
      'patchV2UsersUser-id PATCH /v2/users/{user-id}',
      'deleteV2UsersUser-id DELETE /v2/users/{user-id}',
      'getV2UsersUser-idRights GET /v2/users/{user-id}/rights',
      'postV2UsersUser-idRights POST /v2/users/{user-id}/rights',
      'patchV2UsersUser-idRights PATCH /v2/users/{user-id}/rights',
      'getV2Authenticated-user GET /v2/authenticated-user',
      'getV2Version GET /v2/version',
      'getLivez GET /livez',
      'getReadyz GET /readyz',
    ]);
  });

  it('knows which operations take a body', () => {
    const withBody = Object.values(canton.operations).filter((operation) => operation.requestSchema);
    expect(withBody.map(({ id }) => id)).toEqual([
      'postV2Parties',
      'patchV2PartiesParty',
      'postV2Users',
      'patchV2UsersUser-id',
      'postV2UsersUser-idRights',
      'patchV2UsersUser-idRights',
    ]);
  });

  it('lists each documented response with its media type', () => {
    const responses = operationOf(canton, 'postV2Parties').responses;
    expect(responses.map(({ status, mediaType }) => `${status} ${mediaType}`)).toEqual([
      '200 application/json',
      '400 text/plain',
      'default application/json',
    ]);
    expect(operationOf(canton, 'getLivez').responses[0]).toEqual({ status: '200' });
  });

  it('is the same frozen object each time', () => {
    expect(loadContract('canton')).toBe(canton);
    expect(Object.isFrozen(canton.document.components.schemas.User)).toBe(true);
    expect(Object.isFrozen(canton.identity.errata[0])).toBe(true);
  });

  it('refuses an operation that it does not have, even one named like a member of every object', () => {
    expect(() => operationOf(canton, 'postV2Nothing')).toThrow(RangeError);
    expect(() => operationOf(canton, 'constructor')).toThrow(RangeError);
  });

  it('has errata with unique ids', () => {
    const ids = canton.identity.errata.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^canton\/[a-z0-9-]+$/);
  });

  it('explains with listed errata only', () => {
    const ids = canton.identity.errata.map(({ id }) => id);
    for (const { erratum } of canton.explanations) expect(ids).toContain(erratum);
  });

  it('loads no validator until a judge needs one: ajv is nowhere imported as a value', () => {
    const folder = new URL('../../contracts/', import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(5);
    for (const file of sources) {
      const imports = readFileSync(new URL(file, folder), 'utf8').match(/^import .* from 'ajv.*$/gm) ?? [];
      for (const line of imports) expect(line).toMatch(/^import type /);
    }
  });
});

it('holds schemas that are valid JSON Schema 2020-12', () => {
  const ajv = new Ajv2020();
  for (const [name, schema] of Object.entries(canton.document.components.schemas)) {
    expect(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`).toBe(true);
  }
});
