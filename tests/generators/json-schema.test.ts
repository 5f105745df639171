/** What is drawn from a schema is valid under that schema, by ajv. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFor, type JsonSchema, type SchemaOptions } from '../../generators/json-schema.ts';

const definitions: Readonly<Record<string, JsonSchema>> = {
  Text: { type: 'string' },
  Tagged: {
    oneOf: [
      { type: 'object', required: ['A'], properties: { A: { $ref: '#/$defs/Text' } } },
      { type: 'object', required: ['B'], properties: { B: { type: 'object' } } },
    ],
  },
  Claim: {
    oneOf: [
      {
        allOf: [
          { $ref: '#/$defs/ClaimBase' },
          { type: 'object', required: ['role'], properties: { type: { enum: ['role'] }, role: { type: 'string' } } },
        ],
      },
      {
        allOf: [
          { $ref: '#/$defs/ClaimBase' },
          { type: 'object', properties: { type: { enum: ['agreement'] }, signed: { type: 'boolean' } } },
        ],
      },
    ],
  },
  ClaimBase: {
    type: 'object',
    required: ['type', 'start'],
    properties: { type: { type: 'string' }, start: { type: 'string', format: 'date-time' } },
  },
  Tree: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
  },
  Endless: { type: 'object', required: ['again'], properties: { again: { $ref: '#/$defs/Endless' } } },
};

const schemas: Readonly<Record<string, JsonSchema>> = {
  'objects with required and optional members': {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string' }, b: { type: 'boolean' }, c: { type: 'integer', format: 'int32' } },
    additionalProperties: false,
  },
  'maps with a schema for values': { type: 'object', additionalProperties: { type: 'string' } },
  'maps beside named members': {
    type: 'object',
    properties: { n: { type: 'integer' } },
    additionalProperties: { type: 'boolean' },
  },
  'required members without a schema': { type: 'object', required: ['a', 'b'], properties: { b: { type: 'boolean' } } },
  'required members of a map': { type: 'object', required: ['a'], additionalProperties: { type: 'integer' } },
  'arrays with bounds': { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
  enumerations: { type: 'string', enum: ['yes', 'no'] },
  constants: { const: 'fixed' },
  'bounded numbers': { type: 'number', minimum: 0, maximum: 1 },
  'bounded integers': { type: 'integer', minimum: 3, maximum: 5 },
  '64-bit integers': { type: 'integer', format: 'int64' },
  'strings with lengths': { type: 'string', minLength: 3, maxLength: 5 },
  'strings with a pattern': { type: 'string', pattern: '^EU\\.[A-Z]{2}\\.[0-9]{3}$' },
  'dates and times': { type: 'string', format: 'date-time' },
  dates: { type: 'string', format: 'date' },
  uuids: { type: 'string', format: 'uuid' },
  uris: { type: 'string', format: 'uri' },
  'e-mail addresses': { type: 'string', format: 'email' },
  'strings or null': { type: ['string', 'null'] },
  'one of tagged objects': { $ref: '#/$defs/Tagged' },
  'one of objects tagged by an enumeration': { $ref: '#/$defs/Claim' },
  'references with siblings': { $ref: '#/$defs/Text', maxLength: 3 },
  'any of': { anyOf: [{ type: 'string' }, { type: 'integer' }] },
  'recursive definitions': { $ref: '#/$defs/Tree' },
};

const ajv = new Ajv2020({ strict: false });
formats.default.default(ajv);
ajv.addFormat('int32', {
  type: 'number',
  validate: (value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31,
});

describe('arbitraryFor', () => {
  it.each(Object.entries(schemas))('draws only valid values: %s', (_, schema) => {
    const validate = ajv.compile({ ...schema, $defs: definitions });
    fc.assert(
      fc.property(arbitraryFor(schema, { definitions }), (value) => {
        const wire = JSON.parse(JSON.stringify(value));
        expect(validate(wire), JSON.stringify(validate.errors)).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('reads nullable of OpenAPI 3.0', () => {
    const drawn = fc.sample(arbitraryFor({ type: 'string', nullable: true }, { definitions }), {
      seed: 1,
      numRuns: 100,
    });
    expect(drawn).toContain(null);
    expect(drawn.some((value) => typeof value === 'string')).toBe(true);
  });

  it('draws every branch and every combination of optional members', () => {
    const record: JsonSchema = { type: 'object', properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 } } };
    const combinations = drawnKeys(record);
    expect(combinations.size).toBe(8);
    expect(drawnKeys({ $ref: '#/$defs/Tagged' })).toEqual(new Set(['A', 'B']));
  });

  it('takes overrides for definitions and for members, and leaves members out', () => {
    const schema: JsonSchema = { $ref: '#/$defs/Pair' };
    const options: SchemaOptions = {
      definitions: {
        Pair: {
          type: 'object',
          required: ['left', 'right'],
          properties: { left: { $ref: '#/$defs/Text' }, right: { type: 'string' }, other: { type: 'string' } },
        },
        Text: { type: 'string' },
      },
      overrides: { Text: fc.constant('from text'), 'Pair/right': fc.constant('from right'), 'Pair/other': 'absent' },
    };
    for (const value of fc.sample(arbitraryFor(schema, options), { seed: 1, numRuns: 20 })) {
      expect(value).toEqual({ left: 'from text', right: 'from right' });
    }
  });

  it('refuses what it cannot draw', () => {
    expect(() => arbitraryFor({ $ref: '#/$defs/Nowhere' }, { definitions })).toThrow('Nowhere, which is not defined');
    expect(() => arbitraryFor({ $ref: '#/$defs/Endless' }, { definitions })).toThrow('without an end');
    expect(() => arbitraryFor({ type: 'date' }, { definitions })).toThrow('the type date');
    expect(() =>
      arbitraryFor({ type: 'object', required: ['a'], additionalProperties: false }, { definitions }),
    ).toThrow('the required member a');
  });

  function drawnKeys(schema: JsonSchema): Set<string> {
    const drawn = fc.sample(arbitraryFor(schema, { definitions }), { seed: 2, numRuns: 200 });
    return new Set(drawn.map((value) => Object.keys(value as object).join()));
  }
});
