import { describe, expect, it } from 'vitest';
import { cantonClauses } from '../../../contracts/canton/clauses.ts';

const clauses = cantonClauses();
const byId = new Map(clauses.map((clause) => [clause.id, clause]));

describe('the clauses of the Canton contract', () => {
  it('have unique ids', () => {
    const twice = clauses.map(({ id }) => id).filter((id, index, ids) => ids.indexOf(id) !== index);
    expect(twice).toEqual([]);
  });

  it('have ids made of their document and a slug', () => {
    for (const { id, document } of clauses) {
      expect(id.startsWith(`${document}#`)).toBe(true);
      expect(id).toMatch(/^[a-z0-9.-]+#[A-Za-z0-9_/-]+$/);
    }
  });

  it('quote first words only: fewer than twelve', () => {
    for (const { quote, id } of clauses) {
      const words = quote.trim().split(/\s+/).length;
      expect(words, id).toBeGreaterThan(0);
      expect(words, id).toBeLessThan(12);
    }
  });

  it('are part of a clause that exists, and in no circle', () => {
    for (const clause of clauses) {
      const seen = new Set<string>();
      for (let id: string | undefined = clause.partOf; id; id = byId.get(id)?.partOf) {
        expect(byId.has(id), `${clause.id} is part of ${id}`).toBe(true);
        expect(seen.has(id), `circle at ${id}`).toBe(false);
        seen.add(id);
      }
    }
  });

  it('are either to be tested, part of another, or untested with a reason', () => {
    for (const { id, partOf, untested } of clauses) {
      expect(partOf !== undefined && untested !== undefined, id).toBe(false);
      if (untested !== undefined) expect(untested.length, id).toBeGreaterThan(8);
    }
  });

  it.each([
    'canton-post-v2-parties#hint-characters',
    'canton-post-v2-parties#hint-length',
    'canton-post-v2-parties#hint-non-empty',
    'canton-post-v2-parties#identifier-visible-in-response',
    'canton-post-v2-parties#response-200',
    'canton-post-v2-parties#response-400',
    'canton-post-v2-parties#response-default',
    'canton-post-v2-parties#schema/PartyDetails/party',
    'canton-post-v2-parties#schema/PartyDetails/party/required',
    'canton-post-v2-parties#schema/ObjectMeta/annotations/size',
    'canton-post-v2-parties#schema/JsCantonError/errorCategory/required',
    'canton-post-v2-users#schema/User/id/length',
    'canton-post-v2-users#schema/Kind/CanActAs',
    'canton-openapi-3.5.6#schema/FieldMask/unknownFields',
    'canton-openapi-3.5.6#getV2PartiesParty/parameter/parties',
    'canton-reference-3.5#hint-over-185-rejected',
    'rfc#json-equality',
    'rfc#chunked',
  ])('hold %s', (id) => {
    expect(byId.has(id)).toBe(true);
  });

  it('give each external clause that kind, and no other clause', () => {
    for (const { document, kind, id } of clauses) {
      expect(kind === 'external', id).toBe(document === 'canton-reference-3.5' || document === 'rfc');
    }
  });

  it('say of the later member that the page does not have it', () => {
    expect(byId.get('canton-post-v2-users#schema/User/primaryPartyAuthentication')?.untested).toMatch(/pinned page/);
  });
});
