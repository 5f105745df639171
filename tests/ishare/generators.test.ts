/** What the generators make, against the oracle, which was written apart from them. */
import { createPublicKey, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../contracts/ishare/certificate.ts';
import { judgeRegistration, type OracleOptions } from '../../contracts/ishare/registration-oracle.ts';
import { drawMany } from '../../generators/arbitraries.ts';
import { mayBeAccepted, mustBeAccepted } from '../../generators/ishare/acceptable.ts';
import { certificateMint } from '../../generators/ishare/certificate-mint.ts';
import { onlyShouldBeRefused } from '../../generators/ishare/certificate-violations.ts';
import { digitsOf, issuedIdentities, mintedIdentities } from '../../generators/ishare/party-identity.ts';
import { registration, registrations } from '../../generators/ishare/registration.ts';
import { resolveSymbols, UnresolvedSymbolError } from '../../generators/ishare/symbols.ts';
import { registrationViolations } from '../../generators/ishare/violations.ts';
import { fill, fillJson, type TestWorld, testWorld } from './pki.ts';

let world: TestWorld;
let options: OracleOptions;
let count = 0;
const freshName = (): string => {
  count += 1;
  return `gen-${String(count).padStart(16, '0')}`;
};

beforeAll(async () => {
  world = await testWorld();
  options = { now: Date.now(), trustedRoots: [world.pki.root], intermediates: world.pki.ca.chain };
});

describe('valid registrations', () => {
  it.each(mustBeAccepted.filter(({ profile }) => profile === 'contract'))(
    'must be accepted: $title',
    async ({ template }) => {
      const judgement = judgeRegistration(await fillJson(template, freshName()), options);
      expect(judgement).toEqual({ status: { contract: 'valid', reference: 'valid' }, problems: [] });
    },
  );

  it.each(mustBeAccepted.filter(({ profile }) => profile === 'reference'))(
    'must be accepted under reference: $title',
    async ({ template }) => {
      const judgement = judgeRegistration(await fillJson(template, freshName()), options);
      expect(judgement.status.reference).toBe('valid');
      expect(judgement.status.contract).toBe('not-scored');
    },
  );

  it.each(mayBeAccepted)('are not scored: $title', async ({ template }) => {
    const judgement = judgeRegistration(await fillJson(template, freshName()), options);
    expect(judgement.status.contract).toBe('not-scored');
    expect(judgement.status.reference).toBe('not-scored');
  });

  it('are valid however they are drawn', async () => {
    for (const template of drawMany(registrations, 7, 40)) {
      const judgement = judgeRegistration(await fillJson(template, freshName()), options);
      expect(judgement).toEqual({ status: { contract: 'valid', reference: 'valid' }, problems: [] });
    }
  });

  it('are not certain to be acceptable where nobody says which roots the target trusts', async () => {
    const judgement = judgeRegistration(await fillJson(registration(), freshName()), { now: options.now });
    expect(judgement.status.contract).toBe('not-scored');
  });
});

describe('violations', () => {
  const draws = drawMany(registrations, 11, 3);
  const rows = registrationViolations.map((violation) => ({ id: violation.id, violation }));

  it.each(rows)('break exactly what they name: $id', async ({ violation }) => {
    for (const draw of draws) {
      const control = judgeRegistration(await fillJson(violation.carrier(draw), freshName()), options);
      expect(control.status.contract).not.toBe('invalid');
      for (const variant of violation.variants(1, 'thorough')) {
        const judgement = judgeRegistration(await fill(variant.apply(draw), freshName()), options);
        const broken = judgement.problems.filter(({ rule }) => rule !== 'policy');
        expect([variant.label, new Set(broken.map(({ rule }) => rule))]).toEqual([
          variant.label,
          new Set([variant.rule]),
        ]);
        expect([variant.label, broken[0]?.pointer]).toEqual([variant.label, variant.pointer]);
        expect([variant.label, judgement.status.reference]).toEqual([variant.label, 'invalid']);
        const expected = violation.profile === 'contract' ? 'invalid' : 'not-scored';
        expect([variant.label, judgement.status.contract]).toEqual([variant.label, expected]);
      }
    }
  });

  it('have unique ids and unique labels, and the weak ones exist', () => {
    const ids = registrationViolations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const violation of registrationViolations) {
      const labels = violation.variants(1, 'thorough').map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
    for (const id of onlyShouldBeRefused) expect(ids).toContain(id);
  });
});

describe('identities', () => {
  it('give equal names equal identifiers and different names different ones', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `n-${index}`);
    expect(new Set(names.map((name) => digitsOf(name))).size).toBe(2000);
    expect(digitsOf('n-1')).toBe(digitsOf('n-1'));
    expect(digitsOf('n-1', 8)).toMatch(/^\d{8}$/);
  });

  it('agree with their certificates', async () => {
    const identity = world.identities.forName('agreeing-name');
    const certificate = await identity?.certificate('own');
    const facts = readCertificate(certificate?.raw.toString('base64') ?? '');
    expect(facts?.organizationIdentifier).toBe(identity?.organizationIdentifier);
    expect(identity?.partyId).toBe(`did:ishare:EU.NL.${identity?.organizationIdentifier}`);
    expect(await identity?.certificate('own')).toBe(certificate);
  });

  it('can be taken from certificates issued beforehand, one party each', async () => {
    const certificates = await Promise.all(
      ['issued-1', 'issued-2'].map((name) => world.identities.forName(name)?.certificate('own')),
    );
    const source = issuedIdentities(
      certificates.filter((certificate) => certificate !== undefined),
      ['an.idp.assertion'],
    );
    expect(source.capacity).toBe(2);
    expect(source.forName('a')?.partyId).toBe(world.identities.forName('issued-1')?.partyId);
    expect(source.forName('b')?.partyId).toBe(world.identities.forName('issued-2')?.partyId);
    expect(source.forName('a')?.partyId).toBe(world.identities.forName('issued-1')?.partyId);
    expect(source.forName('c')).toBeUndefined();
    expect(source.forName('a')?.idpAssertion).toBe('an.idp.assertion');
    const template = JSON.stringify(registration({ credential: 'certificate' })).replaceAll(
      '{{{{{name-00000}}}}}',
      'a',
    );
    expect(await resolveSymbols(template, { identities: source, now: options.now })).toContain(
      'did:ishare:EU.NL.NTRNL-',
    );
    await expect(resolveSymbols('[[x5c:expired a]]', { identities: source, now: options.now })).rejects.toBeInstanceOf(
      UnresolvedSymbolError,
    );
  });

  it('use the assertion that the operator gave', async () => {
    const source = mintedIdentities(world.mint, { idpAssertions: ['given.by.operator'] });
    expect(await resolveSymbols('[[idp-assertion x]]', { identities: source, now: options.now })).toBe(
      'given.by.operator',
    );
  });

  it('write the same registration for the same name and day', async () => {
    const [first, second] = [await fillJson(registration(), 'same-name'), await fillJson(registration(), 'same-name')];
    expect(first.equals(second)).toBe(true);
    expect(first.toString()).not.toMatch(/\[\[|\{\{/);
  });
});

describe('the mint', () => {
  it('makes certificates from a prototype that verify, whatever the length of a name', async () => {
    const ca = world.pki.ca.chain[0];
    for (const [commonName, organizationIdentifier] of [
      ['Concordat one', 'NTRNL-000000000001'],
      ['Concordat two', 'NTRNL-000000000002'],
      ['Concordat longer', 'NTRNL-12345678'],
      ['Concordat NTRNL-12345678', 'NTRNL-12345678'],
      ['Concordat three', 'NTRNL-000000000003'],
    ] as const) {
      const certificate = await world.mint.partyCertificate({ kind: 'own', commonName, organizationIdentifier });
      expect(certificate.subject).toContain(`CN=${commonName}\n`);
      expect(certificate.subject).toContain(`=${organizationIdentifier}`);
      expect(ca && certificate.verify(ca.publicKey) && certificate.checkIssued(ca)).toBe(true);
    }
  });

  it('never gives two certificates the same serial number', async () => {
    const certificates = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        world.mint.partyCertificate({
          kind: 'own',
          commonName: `serial ${index + 10}`,
          organizationIdentifier: `NTRNL-${index + 100}`,
        }),
      ),
    );
    expect(new Set(certificates.map(({ serialNumber }) => serialNumber)).size).toBe(30);
  });

  it('works with an authority that has an elliptic key', async () => {
    const { generateKeyPairSync, webcrypto } = await import('node:crypto');
    await import('reflect-metadata');
    const x509 = await import('@peculiar/x509');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const parameters = { name: 'ECDSA', namedCurve: 'P-256' };
    const [signingKey, publicKey] = await Promise.all([
      webcrypto.subtle.importKey('pkcs8', privateKey.export({ type: 'pkcs8', format: 'der' }), parameters, true, [
        'sign',
      ]),
      webcrypto.subtle.importKey(
        'spki',
        createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
        parameters,
        true,
        ['verify'],
      ),
    ]);
    const self = await x509.X509CertificateGenerator.createSelfSigned(
      {
        name: 'CN=Elliptic',
        keys: { privateKey: signingKey, publicKey },
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [new x509.BasicConstraintsExtension(true)],
      },
      webcrypto,
    );
    const authority = { certificate: new X509Certificate(Buffer.from(self.rawData)), key: privateKey, above: [] };
    const mint = certificateMint(authority);
    for (const digit of [1, 2]) {
      const certificate = await mint.partyCertificate({
        kind: 'own',
        commonName: `party ${digit}`,
        organizationIdentifier: `NTRNL-${digit}`,
      });
      expect(certificate.verify(authority.certificate.publicKey)).toBe(true);
      expect(certificate.subject).toContain(`NTRNL-${digit}`);
    }
  });
});
