import { describe, expect, it } from 'vitest';
import { loadContract } from '../../contracts/contract.ts';
import { emitOpenApi } from '../../contracts/emit-openapi.ts';

const canton = loadContract('canton');

describe('the emitted document', () => {
  it('stands alone: version first, one server, no marker of ours', () => {
    const text = emitOpenApi(canton, 'http://localhost:7575/base');
    const document = JSON.parse(text) as Record<string, unknown>;
    expect(Object.keys(document)).toEqual(['openapi', 'info', 'servers', 'paths', 'components']);
    expect(document).toMatchObject({ openapi: '3.0.3', servers: [{ url: 'http://localhost:7575/base' }] });
    expect(text).not.toContain('x-concordat');
    expect(JSON.stringify(canton.document)).toContain('x-concordat-profile');
  });

  it('has every path and schema, and each reference ends in it', () => {
    const text = emitOpenApi(canton);
    const document = JSON.parse(text) as typeof canton.document;
    expect(Object.keys(document.paths)).toEqual(Object.keys(canton.document.paths));
    expect(Object.keys(document.components.schemas)).toEqual(Object.keys(canton.document.components.schemas));
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty([name!]);
    }
  });

  it('leaves the contract as it is', () => {
    const before = JSON.stringify(canton.document);
    emitOpenApi(canton);
    expect(JSON.stringify(canton.document)).toBe(before);
  });
});
