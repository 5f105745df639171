/** Request bodies and what the oracle must say of them: the allocation of a party. */

import { metadata } from './metadata-cases.ts';
import {
  acceptedByReference,
  type Case,
  open,
  refused,
  refusedByReference,
  type Table,
  table,
  VALID,
} from './table.ts';

const hint = (partyIdHint: unknown) => ({ partyIdHint });
/** A fingerprint as Canton makes it. */
export const fingerprint = `1220${'0a'.repeat(32)}`;
const members = ['partyIdHint', 'identityProviderId', 'synchronizerId', 'userId'] as const;

/** Examples for the allocation of a party. */
export const partyTables: readonly Table[] = [
  table('a hint', 'postV2Parties', [
    ['may be absent', {}, VALID],
    ['may have every legal character', hint('aZ09:-_ x'), VALID],
    ['may be one space', hint(' '), VALID],
    ['may be of one character', hint('a'), VALID],
    ['may be of 185 characters', hint('a'.repeat(185)), VALID],
    ['of 186 is refused by the reference only', hint('a'.repeat(186)), refusedByReference('hint-over-185')],
    ['of 255 is refused by the reference only', hint('a'.repeat(255)), refusedByReference('hint-over-185')],
    ['of 256 is refused', hint('a'.repeat(256)), refused('hint-length')],
    ['may hold a single colon', hint('a:b'), VALID],
    ['with a double colon is refused by the reference only', hint('a::b'), refusedByReference('hint-delimiter')],
    ['that begins with a colon is fine', hint(':a'), VALID],
    ['that ends with a colon is not scored', hint('a:'), open('hint-ends-with-colon')],
    ['empty is left to the reference', hint(''), acceptedByReference('hint-empty')],
    ...[
      '.',
      '@',
      '/',
      '#',
      ',',
      ';',
      '<',
      '[',
      '`',
      '{',
      '+',
      '*',
      '!',
      '\u0000',
      '\t',
      '\n',
      '\u007f',
      'é',
      '１',
      '😀',
    ]
      .flatMap((character) => [`${character}a`, `a${character}b`, `a${character}`])
      .map((text): Case => [`${JSON.stringify(text)} is refused`, hint(text), refused('hint-characters')]),
    ['too long and illegal breaks both rules', hint(`${'a'.repeat(255)}.`), refused('hint-characters', 'hint-length')],
    ['of 128 emoji is illegal, but not too long', hint('😀'.repeat(128)), refused('hint-characters')],
  ]),
  table('references of a new party', 'postV2Parties', [
    ['identity provider: legal characters', { identityProviderId: 'aZ0._:-#/ ' }, VALID],
    ['identity provider: 255', { identityProviderId: 'a'.repeat(255) }, VALID],
    ['identity provider: 256', { identityProviderId: 'a'.repeat(256) }, refusedByReference('identity-provider-id')],
    ['identity provider: illegal', { identityProviderId: 'a@b' }, refusedByReference('identity-provider-id')],
    ['identity provider: empty', { identityProviderId: '' }, acceptedByReference('empty-string')],
    ['synchronizer: well-formed', { synchronizerId: `sync::${fingerprint}` }, VALID],
    ['synchronizer: no delimiter', { synchronizerId: 'sync' }, refusedByReference('synchronizer-id')],
    ['synchronizer: illegal', { synchronizerId: `sy.nc::${fingerprint}` }, refusedByReference('synchronizer-id')],
    ['synchronizer: other fingerprint', { synchronizerId: 'sync::abc' }, open('synchronizer-id-fingerprint')],
    ['synchronizer: empty', { synchronizerId: '' }, acceptedByReference('empty-string')],
    ['user: legal', { userId: "aZ09@^$.!`-#+'~_|:()" }, VALID],
    ['user: empty means none, as the text says', { userId: '' }, VALID],
    ['user: 128', { userId: 'a'.repeat(128) }, VALID],
    ['user: 129', { userId: 'a'.repeat(129) }, refusedByReference('user-reference')],
    ['user: illegal', { userId: 'a?' }, refusedByReference('user-reference')],
  ]),
  table('the types of a new party', 'postV2Parties', [
    ...members.flatMap((name): Case[] => [
      ...[5, true, [], {}].map(
        (value): Case => [`${name}: ${JSON.stringify(value)}`, { [name]: value }, refused('type')],
      ),
      [`${name}: null`, { [name]: null }, refused('null')],
    ]),
    ['localMetadata: text', metadata('x'), refused('type')],
    ['resourceVersion: number', metadata({ resourceVersion: 0 }), refused('type')],
    ['resourceVersion: null', metadata({ resourceVersion: null }), refused('null')],
    ['annotations: array', metadata({ annotations: [] }), refused('type')],
    ['annotations: null', metadata({ annotations: null }), refused('null')],
    ['a value: number', metadata({ annotations: { a: 1 } }), refused('type')],
    ['a value under a key with a slash: null', metadata({ annotations: { 'a/b': null } }), refused('null')],
    ['a value: null', metadata({ annotations: { a: null } }), refused('null')],
    ['unknown member', { more: 1 }, acceptedByReference('unknown-member')],
    [
      'unknown member that is inherited elsewhere',
      { constructor: 1, toString: 2 },
      acceptedByReference('unknown-member'),
    ],
    ['unknown member further down', metadata({ more: { deep: [] } }), acceptedByReference('unknown-member')],
    ['an array', [], refused('type')],
    ['text', '"x"', refused('type')],
    ['a number', '42', refused('type')],
    ['true', 'true', refused('type')],
    ['null', 'null', refused('null')],
  ]),
];
