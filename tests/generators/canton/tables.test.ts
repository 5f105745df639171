/** The fixed tables of valid hints, user ids and annotations: valid, labelled once, complete. */
import { describe, expect, it } from 'vitest';
import { drawMany } from '../../../generators/arbitraries.ts';
import { annotationsOfSize, sizeOfAnnotations } from '../../../generators/canton/annotation-sizes.ts';
import { keyName, keyPrefix, legalKeys, telltaleValues } from '../../../generators/canton/annotations.ts';
import {
  ACCEPTED_HINT_LENGTHS,
  hintOfLength,
  hintsOfAcceptedLengths,
  hintsWithAllCharacters,
  hintsWithEveryCharacter,
  oneCharacterHint,
} from '../../../generators/canton/hints.ts';
import { nearEqualHints } from '../../../generators/canton/near-equal-hints.ts';
import { realisticAnnotations, realisticHints } from '../../../generators/canton/realistic.ts';
import {
  nearEqualUserIds,
  oneCharacterUserId,
  userIdsOfAcceptedLengths,
  userIdsWithAllCharacters,
  userIdsWithEverySymbol,
} from '../../../generators/canton/user-ids.ts';
import { brokenUserRules } from './simple-user-validator.ts';
import { brokenPartyRules, bytesOf } from './simple-validator.ts';

const PLACEHOLDER = '{{{{{name-00000}}}}}';
const LEGAL = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 :-_'];

describe('hints', () => {
  const all = [...hintsOfAcceptedLengths(), ...hintsWithEveryCharacter(), ...hintsWithAllCharacters()];

  it('are valid, carry a placeholder and have labels of their own', () => {
    for (const { hint, label } of all) {
      expect(brokenHint(hint), label).toEqual([]);
      expect(hint, label).toContain(PLACEHOLDER);
    }
    expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
  });

  it('hold every legal character at the start, in the middle and, but for the colon, at the end', () => {
    const hints = hintsWithEveryCharacter().map(({ hint }) => hint);
    for (const character of LEGAL) {
      expect(hints).toContain(character + PLACEHOLDER);
      expect(hints).toContain(`${PLACEHOLDER}${character}x`);
      expect(hints.includes(PLACEHOLDER + character), character).toBe(character !== ':');
    }
  });

  it('hold all legal characters in a few hints for small budgets', () => {
    const text = hintsWithAllCharacters()
      .map(({ hint }) => hint.replace(PLACEHOLDER, ''))
      .join('');
    expect(LEGAL.filter((character) => !text.includes(character))).toEqual([]);
  });

  it('have the border lengths, to the character, once the name is filled in', () => {
    expect(hintsOfAcceptedLengths().map(({ hint }) => filled(hint).length)).toEqual([...ACCEPTED_HINT_LENGTHS]);
    expect(() => hintOfLength(19)).toThrow(RangeError);
  });

  it('of one character are never a colon', () => {
    for (const hint of drawMany(oneCharacterHint(), 1, 200)) expect(hint).toMatch(/^[A-Za-z0-9]$/);
  });
});

describe('near-equal pairs', () => {
  const folds: Readonly<Record<string, (text: string) => string>> = {
    case: (text) => text.toLowerCase(),
    spaces: (text) => text.replaceAll(' ', ''),
    punctuation: (text) => text.replaceAll(/[-_: ]/g, '-'),
    'last-character': (text) => text.slice(0, -1),
  };

  it('differ, and are equal once the named difference is taken away', () => {
    for (const { hints, difference, label } of nearEqualHints()) {
      const [left, right] = hints.map(filled) as [string, string];
      expect(left, label).not.toBe(right);
      expect(folds[difference]!(left), label).toBe(folds[difference]!(right));
      for (const hint of hints) {
        expect(brokenHint(hint), label).toEqual([]);
        expect(hint.split(PLACEHOLDER).length, label).toBe(2);
      }
    }
  });

  it('cover every difference, with the longest hints among them', () => {
    expect(new Set(nearEqualHints().map(({ difference }) => difference))).toEqual(new Set(Object.keys(folds)));
    expect(Math.max(...nearEqualHints().flatMap(({ hints }) => hints.map((hint) => filled(hint).length)))).toBe(185);
  });

  it('of user ids are valid and differ', () => {
    for (const { ids, label } of nearEqualUserIds()) {
      expect(ids[0], label).not.toBe(ids[1]);
      for (const id of ids) expect(brokenUserRules({ kind: 'json', value: { user: { id } } }), label).toEqual([]);
    }
  });
});

describe('user ids', () => {
  const all = [...userIdsOfAcceptedLengths(), ...userIdsWithAllCharacters(), ...userIdsWithEverySymbol()];

  it('are valid, carry a placeholder and have labels of their own', () => {
    for (const { id, label } of all) {
      expect(brokenUserRules({ kind: 'json', value: { user: { id } } }), label).toEqual([]);
      expect(id, label).toContain(PLACEHOLDER);
    }
    expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
  });

  it('hold every symbol at every position', () => {
    const ids = userIdsWithEverySymbol().map(({ id }) => id);
    for (const symbol of "@^$.!`-#+'~_|:()") {
      expect(ids).toEqual(
        expect.arrayContaining([symbol + PLACEHOLDER, `${PLACEHOLDER}${symbol}x`, PLACEHOLDER + symbol]),
      );
    }
  });

  it('of one character are never a dot', () => {
    const drawn = drawMany(oneCharacterUserId(), 1, 1000);
    expect(drawn).not.toContain('.');
    expect(new Set(drawn.map(({ length }) => length))).toEqual(new Set([1]));
  });
});

describe('annotations', () => {
  it('keys and values of the tables are valid, one by one', () => {
    for (const { text, label } of legalKeys()) expect(brokenAnnotations({ [text]: 'v' }), label).toEqual([]);
    for (const { text, label } of telltaleValues()) expect(brokenAnnotations({ k: text }), label).toEqual([]);
  });

  it('have names and prefixes of any length', () => {
    for (let length = 1; length <= 300; length++) {
      expect(keyName(length)).toHaveLength(length);
      expect(keyPrefix(length)).toHaveLength(length);
      if (length <= 63) expect(brokenAnnotations({ [keyName(length)]: 'v' }), `${length}`).toEqual([]);
      if (length <= 253) expect(brokenAnnotations({ [`${keyPrefix(length)}/n`]: 'v' }), `${length}`).toEqual([]);
    }
    expect(() => keyPrefix(0)).toThrow(RangeError);
  });

  it('have exactly the size that is asked for, in bytes and with the marker counted', () => {
    for (const size of [500, 262_143, 262_144, 262_145]) {
      for (const multiByte of [false, true]) {
        for (const entries of [1, 3]) {
          const annotations = annotationsOfSize(size, { multiByte, entries });
          expect(sizeOfAnnotations(annotations)).toBe(size);
          expect(annotations['concordat/vector']).toBe(PLACEHOLDER);
          expect(Object.keys(annotations)).toHaveLength(entries + 1);
        }
      }
    }
    expect(Object.keys(annotationsOfSize(500, { marker: false }))).toHaveLength(1);
    expect(() => annotationsOfSize(50)).toThrow(RangeError);
  });

  it('of many bytes have a third as many characters where they are of three bytes', () => {
    const text = Object.values(annotationsOfSize(300_000, { multiByte: true })).join('');
    expect(text.length).toBeLessThan(101_000);
  });
});

describe('realistic values', () => {
  it('are valid and the same for the same seed, whatever was drawn before', () => {
    const hints = realisticHints(3, 60);
    const annotations = realisticAnnotations(3, 20);
    for (const hint of hints) expect(brokenHint(hint), hint).toEqual([]);
    for (const set of annotations) expect(brokenAnnotations(set)).toEqual([]);
    realisticHints(8, 5);
    expect(realisticHints(3, 60)).toEqual(hints);
    expect(realisticAnnotations(3, 20)).toEqual(annotations);
    expect(realisticHints(4, 60)).not.toEqual(hints);
    expect(new Set(hints).size).toBeGreaterThan(55);
  });
});

function filled(text: string): string {
  return bytesOf({ kind: 'text', text }).toString('utf8');
}

function brokenHint(partyIdHint: string): readonly string[] {
  return brokenPartyRules({ kind: 'json', value: { partyIdHint } });
}

function brokenAnnotations(annotations: Readonly<Record<string, string>>): readonly string[] {
  return brokenPartyRules({ kind: 'json', value: { localMetadata: { annotations } } });
}
