/** Borders of the request oracle and of the comparison of parties. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  derivedPartyId,
  isIssuedUnder,
  normaliseFingerprint,
  readCertificate,
} from '../../contracts/ishare/certificate.ts';
import { compareParty } from '../../contracts/ishare/compare-party.ts';
import { parseDistinguishedName, sameDistinguishedName } from '../../contracts/ishare/distinguished-name.ts';
import { judgeRegistration, type OracleOptions } from '../../contracts/ishare/registration-oracle.ts';
import type { Json } from '../../contracts/model.ts';
import { certificate } from '../../generators/ishare/claims.ts';
import { place, registration } from '../../generators/ishare/registration.ts';
import { withoutMemberAt, withValueAt } from '../../generators/json-paths.ts';
import { freshName } from './client.ts';
import { fillJson, type TestWorld, testWorld } from './pki.ts';

type Members = { readonly [key: string]: Json };

let world: TestWorld;
let options: OracleOptions;
beforeAll(async () => {
  world = await testWorld();
  options = { now: Date.now(), trustedRoots: [world.pki.root], intermediates: world.pki.ca.chain };
});

async function judge(
  change: (valid: Json) => Json,
  base: Json = registration(),
): Promise<readonly [string, string, string[]]> {
  const { status, problems } = judgeRegistration(await fillJson(change(base), freshName()), options);
  return [status.contract, status.reference, problems.map(({ rule }) => rule)];
}

const at = (index: number, member: string): readonly (string | number)[] => ['claims', index, member];
const set =
  (path: readonly (string | number)[], value: Json) =>
  (valid: Json): Json =>
    withValueAt(valid, path, value);

describe('the oracle', () => {
  it.each<[string, (valid: Json) => Json, string, string]>([
    ['an empty id', set(['id'], ''), 'not-scored', 'invalid'],
    ['an empty name', set(['name'], ''), 'not-scored', 'not-scored'],
    ['no id', (valid) => withoutMemberAt(valid, ['id']), 'not-scored', 'not-scored'],
    ['an unknown claim type', set(at(place.further, 'type'), 'dataspaceFlag'), 'invalid', 'invalid'],
    [
      'an unknown claim type with a status',
      set(['claims', place.further], { type: 'dataspaceFlag', status: 'active' }),
      'not-scored',
      'not-scored',
    ],
    ['a role of another framework', set(at(place.role, 'frameworkId'), 'Other'), 'not-scored', 'not-scored'],
    [
      'a claim that starts tomorrow',
      set(at(place.role, 'startDate'), '[[day:milliseconds 1]]'),
      'not-scored',
      'not-scored',
    ],
    [
      'a claim that ended yesterday',
      set(at(place.role, 'endDate'), '[[day:milliseconds -1]]'),
      'not-scored',
      'not-scored',
    ],
    ['a name of 101 characters', set(['name'], 'n'.repeat(101)), 'not-scored', 'not-scored'],
    ['a name of 100 characters', set(['name'], 'n'.repeat(100)), 'valid', 'valid'],
    ['a name with two blanks in a row', set(['name'], 'A  B'), 'not-scored', 'not-scored'],
    ['a name with a blank at its end', set(['name'], 'A B '), 'not-scored', 'not-scored'],
    ['a second certificate', set(['claims', place.further], certificate('second')), 'not-scored', 'not-scored'],
    [
      'equal start and end',
      set(at(place.role, 'endDate'), '[[day:milliseconds -30T090943670]]'),
      'not-scored',
      'invalid',
    ],
    ['a lower-case t in a time', set(at(place.role, 'startDate'), '2026-01-01t00:00:00z'), 'valid', 'valid'],
    ['a blank in a time', set(at(place.role, 'startDate'), '2026-01-01 00:00:00Z'), 'valid', 'valid'],
    ['a minus zero offset', set(at(place.role, 'startDate'), '2026-01-01T00:00:00-00:00'), 'valid', 'valid'],
    ['63 hex digits as hash', set(at(place.terms, 'verificationHash'), 'a'.repeat(63)), 'not-scored', 'invalid'],
    ['64 hex digits in upper case as hash', set(at(place.terms, 'verificationHash'), 'A'.repeat(64)), 'valid', 'valid'],
    [
      'an internationalised host',
      set(at(place.compliance, 'capabilityUrl'), 'https://b\u00fccher.example'),
      'not-scored',
      'not-scored',
    ],
    ['a URL that is none', set(at(place.compliance, 'capabilityUrl'), 'no url'), 'not-scored', 'invalid'],
    ['a null title', set(at(place.role, 'title'), null), 'not-scored', 'invalid'],
    ['a boolean for a listed text', set(at(place.role, 'loa'), true), 'invalid', 'invalid'],
    ['an alias that is a number', set(['alsoKnownAs', 0], 42), 'not-scored', 'invalid'],
    ['a status of another type', set(at(place.terms, 'status'), 1), 'invalid', 'invalid'],
    [
      'no framework of a role',
      (valid) => withoutMemberAt(valid, at(place.role, 'frameworkId')),
      'not-scored',
      'invalid',
    ],
    [
      'no framework of a compliance',
      (valid) => withoutMemberAt(valid, at(place.compliance, 'frameworkId')),
      'invalid',
      'invalid',
    ],
    [
      'a role of a data space without members',
      set(['claims', place.further], { type: 'dataspaceRole', status: 'active' }),
      'not-scored',
      'invalid',
    ],
    [
      'a role of a data space without status',
      set(['claims', place.further], { type: 'dataspaceRole' }),
      'invalid',
      'invalid',
    ],
    ['30 February', set(at(place.role, 'startDate'), '2026-02-30T00:00:00Z'), 'invalid', 'invalid'],
    ['29 February of a common year', set(at(place.role, 'startDate'), '2025-02-29T00:00:00Z'), 'invalid', 'invalid'],
    ['29 February of a leap year', set(at(place.role, 'startDate'), '2024-02-29T00:00:00Z'), 'valid', 'valid'],
    ['certificate types of any name', set(at(place.credential, 'certificateType'), 'eSEAL'), 'valid', 'valid'],
  ])('says of %s what the texts say', async (_, change, contract, reference) => {
    expect((await judge(change)).slice(0, 2)).toEqual([contract, reference]);
  });

  it('does not hold an assertion for a role with another spelling of an exempt name', async () => {
    const assertion = registration({ credential: 'assertion', roles: ['serviceConsumer'] });
    expect((await judge((valid) => valid, assertion))[0]).toBe('not-scored');
    const provider = registration({ credential: 'assertion', roles: ['serviceProvider'] });
    expect((await judge((valid) => valid, provider))[0]).toBe('invalid');
  });

  it('leaves a byte order mark to the reader, and nothing else before the JSON', async () => {
    const body = await fillJson(registration(), freshName());
    const status = (bytes: Uint8Array): string => judgeRegistration(bytes, options).status.contract;
    expect(status(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]))).toBe('not-scored');
    expect(status(Buffer.concat([Buffer.from(' \n'), body]))).toBe('valid');
    expect(status(Buffer.concat([Buffer.from('x'), body]))).toBe('invalid');
    expect(status(Buffer.from([0x22, 0xff, 0x22]))).toBe('invalid');
    expect(status(Buffer.alloc(0))).toBe('invalid');
  });

  it('accepts a certificate in PEM armour and with line breaks, as the description says', async () => {
    const valid = JSON.parse((await fillJson(registration(), 'armoured-name')).toString()) as Members;
    const x5c = ((valid.claims as readonly Members[])[place.credential] as Members).x5c as string;
    const pem = `-----BEGIN CERTIFICATE-----\n${x5c.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`;
    const changed = Buffer.from(JSON.stringify(withValueAt(valid, at(place.credential, 'x5c'), pem)));
    expect(judgeRegistration(changed, options).status.contract).toBe('valid');
  });
});

describe('distinguished names', () => {
  const written = [
    'C=NL,O=Test Service Consumer,CN=Test Service Consumer,2.5.4.97=NTRNL-10000001',
    'CN=Test Service Consumer,organizationIdentifier=NTRNL-10000001,O=Test Service Consumer,C=NL',
    'CN=Test Service Consumer, OID.2.5.4.97=NTRNL-10000001, O="Test Service Consumer", C=NL',
    'C=NL\nO=Test Service Consumer\nCN=Test Service Consumer\norganizationIdentifier=NTRNL-10000001',
    '/C=NL/O=Test Service Consumer/CN=Test Service Consumer/organizationIdentifier=NTRNL-10000001',
    `CN=Test Service Consumer,2.5.4.97=#0c0e${Buffer.from('NTRNL-10000001').toString('hex')},O=Test Service Consumer,C=NL`,
  ];

  it('are equal in every notation that is seen', () => {
    for (const text of written) expect([text, sameDistinguishedName(text, written[0] ?? '')]).toEqual([text, true]);
  });

  it('differ when one attribute differs, is missing or is there twice', () => {
    const name = written[0] ?? '';
    expect(sameDistinguishedName(name, name.replace('10000001', '10000002'))).toBe(false);
    expect(sameDistinguishedName(name, name.replace('C=NL,', ''))).toBe(false);
    expect(sameDistinguishedName(name, `${name},C=NL`)).toBe(false);
    expect(sameDistinguishedName('a text', 'a text')).toBe(false);
  });

  it('keep escaped characters', () => {
    expect(parseDistinguishedName('O=Smith\\, Jones \\+ Co,CN=caf\\C3\\A9')).toEqual([
      'CN=caf\u00e9',
      'O=Smith, Jones + Co',
    ]);
    expect(parseDistinguishedName('O="Smith, Jones",C=NL')).toEqual(['C=NL', 'O=Smith, Jones']);
  });
});

describe('certificates', () => {
  it('have a fingerprint in three notations that mean the same', async () => {
    const certificate = await world.identities.forName('fingerprint-name')?.certificate('own');
    const { hex, hexUpper, base64url } = readCertificate(certificate?.raw.toString('base64') ?? '')?.fingerprints ?? {
      hex: '',
      hexUpper: '',
      base64url: '',
    };
    const colons = hexUpper.replace(/..(?!$)/g, '$&:');
    for (const text of [hex, hexUpper, base64url, `${base64url}=`, colons])
      expect(normaliseFingerprint(text)).toBe(hex);
    for (const text of ['', hex.slice(1), `${hex}0`, base64url.slice(1), 'fingerprint'])
      expect(normaliseFingerprint(text)).toBeUndefined();
  });

  it('are trusted under the root that issued them only', async () => {
    const identity = world.identities.forName('trust-name');
    const [own, untrusted] = [await identity?.certificate('own'), await identity?.certificate('untrusted')];
    const roots = [world.pki.root];
    expect(own && isIssuedUnder(own, world.pki.ca.chain, roots)).toBe(true);
    expect(own && isIssuedUnder(own, [], roots)).toBe(false);
    expect(untrusted && isIssuedUnder(untrusted, world.pki.ca.chain, roots)).toBe(false);
  });

  it('stand for an iSHARE identifier', () => {
    expect(derivedPartyId('NTRNL-1')).toBe('did:ishare:EU.NL.NTRNL-1');
    expect(derivedPartyId('EU.EORI.NL123')).toBe('EU.EORI.NL123');
    expect(derivedPartyId('did:ishare:EU.NL.NTRNL-1')).toBe('did:ishare:EU.NL.NTRNL-1');
    expect(derivedPartyId('12345')).toBeUndefined();
  });
});

describe('the comparison of parties', () => {
  let posted: Members;
  beforeAll(async () => {
    posted = JSON.parse(
      (await fillJson(registration({ additionalInfo: 'full' }), 'compared-name')).toString(),
    ) as Members;
  });
  const rules = (shown: Json): string[] =>
    compareParty(posted, shown as Members).problems.map(({ pointer, rule }) => `${rule} ${pointer}`);

  it('bears another order, another notation and additions', () => {
    const claims = [...(posted.claims as readonly Members[])].reverse().map((claim, index) => ({
      ...claim,
      id: `id-${index}`,
      registrarId: 'r',
      extra: true,
      ...(claim.startDate !== undefined && { startDate: String(claim.startDate).replace(/\.\d{3}Z$/, '+00:00') }),
      ...(claim['x5t#s256'] !== undefined && { 'x5t#s256': String(claim['x5t#s256']).toUpperCase() }),
    }));
    const shown = { ...posted, alsoKnownAs: [...(posted.alsoKnownAs as string[])].reverse().concat('did:x:y'), claims };
    expect(rules(shown)).toEqual([]);
  });

  it('takes a posted id among the other identifiers, unless it is the derived one', () => {
    const legacy = { ...posted, id: 'EU.EORI.NL1' };
    const shown = {
      ...legacy,
      id: 'did:ishare:EU.NL.NTRNL-1',
      alsoKnownAs: [...(posted.alsoKnownAs as string[]), 'EU.EORI.NL1'],
    };
    expect(compareParty(legacy, shown).problems).toEqual([]);
    expect(compareParty(legacy, { ...shown, alsoKnownAs: posted.alsoKnownAs as string[] }).problems).toMatchObject([
      { rule: 'id' },
    ]);
    expect(rules({ ...posted, id: 'did:ishare:EU.NL.NTRNL-2' })).toEqual(['id /id']);
  });

  it.each<[string, (shown: Json) => Json, string]>([
    ['another name', set(['name'], 'x'), 'name /name'],
    ['a lost alias', set(['alsoKnownAs'], []), 'also-known-as /alsoKnownAs/1'],
    ['a lost member', (shown) => withoutMemberAt(shown, at(1, 'title')), 'claim-member /claims/1/title'],
    ['another instant', set(at(0, 'startDate'), '2000-01-01T00:00:00Z'), 'claim-member /claims/0/startDate'],
    [
      'a time of which only the day is left',
      (shown) => {
        const [{ startDate }] = (shown as Members).claims as unknown as readonly [Members];
        return set(at(0, 'startDate'), `${String(startDate).slice(0, 10)}T00:00:00.000Z`)(shown);
      },
      'claim-member /claims/0/startDate',
    ],
    ['another fingerprint', set(at(3, 'x5t#s256'), 'b'.repeat(64)), 'claim-member /claims/3/x5t#s256'],
    [
      'a changed nested member',
      set(['claims', 0, 'additionalInfo', 'tags'], 'x'),
      'claim-member /claims/0/additionalInfo',
    ],
    ['a boolean for a text', set(at(4, 'legalAdherence'), true), 'claim-member /claims/4/legalAdherence'],
  ])('finds %s', (_, change, problem) => {
    expect(rules(change(posted))).toContain(problem);
  });

  it('counts claims: a lost one is missing, one shown twice is an addition', () => {
    const claims = posted.claims as readonly Members[];
    expect(rules({ ...posted, claims: claims.slice(1) })).toEqual(['claim /claims/0']);
    expect(compareParty(posted, { ...posted, claims: [...claims, claims[0] as Members] })).toMatchObject({
      problems: [],
      additions: ['a claim of type frameworkCompliance was added'],
    });
  });
});
