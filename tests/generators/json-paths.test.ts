/** Reading and writing single places of a JSON value. */
import { describe, expect, it } from 'vitest';
import { pointerOf, valueAt, withoutMemberAt, withValueAt } from '../../generators/json-paths.ts';

const body = { a: { b: [{ c: 1 }, 2] }, d: null };

describe('json-paths', () => {
  it('reads a place, and nothing where there is none', () => {
    expect(valueAt(body, ['a', 'b', 0, 'c'])).toBe(1);
    expect(valueAt(body, ['d'])).toBeNull();
    expect(valueAt(body, ['d', 'e'])).toBeUndefined();
    expect(valueAt(body, ['a', 'b', 7])).toBeUndefined();
    expect(valueAt(body, ['toString'])).toBeUndefined();
  });

  it('writes a place in a copy and makes what is missing', () => {
    expect(withValueAt(body, ['a', 'b', 1], 'x')).toEqual({ a: { b: [{ c: 1 }, 'x'] }, d: null });
    expect(withValueAt({}, ['r', 0, 'kind'], 'x')).toEqual({ r: [{ kind: 'x' }] });
    expect(withValueAt({ r: 5 }, ['r', 's'], 'x')).toEqual({ r: { s: 'x' } });
    expect(body.a.b[1]).toBe(2);
  });

  it('removes a member in a copy', () => {
    expect(withoutMemberAt(body, ['a', 'b'])).toEqual({ a: {}, d: null });
    expect(withoutMemberAt(body, ['x', 'y'])).toBe(body);
    expect(Object.keys(body.a)).toEqual(['b']);
  });

  it('writes pointers as RFC 6901 says', () => {
    expect(pointerOf([])).toBe('');
    expect(pointerOf(['a/b', 'c~d', 0])).toBe('/a~1b/c~0d/0');
  });
});
