/** Bodies that are JSON, but not the object that the schema demands. */
import type { Json } from '../contracts/model.ts';
import { namePlaceholder } from './placeholder.ts';
import { fromTable, type TableVariant, type Violation } from './violation.ts';

/** The body is another JSON value than an object. */
export function notAnObject(carrier: (valid: Json) => Json): Violation {
  const rows: readonly (readonly [string, (valid: Json) => Json])[] = [
    ['an empty array', () => []],
    ['an array around the object', (valid) => [valid]],
    ['an array with a string', () => [namePlaceholder()]],
    ['a string', () => namePlaceholder()],
    ['an empty string', () => ''],
    ['the object as a string', (valid) => JSON.stringify(valid)],
    ['a number', () => 42],
    ['zero', () => 0],
    ['true', () => true],
    ['false', () => false],
    ['null', () => null],
  ];
  const table = rows.map(
    ([label, value], index): TableVariant => ({
      label,
      rule: label === 'null' ? 'null' : 'type',
      pointer: '',
      smoke: index === 0,
      apply: (valid) => ({ kind: 'json', value: value(carrier(valid)) }),
    }),
  );
  return {
    id: 'not-an-object',
    title: 'a body that is JSON but not an object',
    profile: 'contract',
    pointer: '',
    carrier,
    variants: fromTable(table),
  };
}
