/** Claims, valid as they stand; what a party or a run must give is left to symbols. */
import type { JsonObject } from '../json-paths.ts';
import type { CertificateKind } from './party-identity.ts';
import { certified, type DateNotation, day, symbol } from './symbols.ts';

/** Days around the day of the run for which claims are valid. */
export const VALID_FROM = -30;
export const VALID_TO = 300;

/**
 * Times of day at which claims begin and end: each claim has its own, and none is midnight, so that neither a lost time of day nor
 * the dates of another claim go unnoticed.
 */
const CLOCKS = {
  compliance: ['063015120', '224512345'],
  accession: ['071120450', '231007890'],
  terms: ['074501010', '213358765'],
  credential: ['082237230', '204419555'],
  role: ['090943670', '195526435'],
  further: ['101204340', '184731915'],
} as const;

/** Start and end of validity: the day of the run lies between. */
export function validity(of: keyof typeof CLOCKS, notation: DateNotation = 'milliseconds'): JsonObject {
  const [from, to] = CLOCKS[of];
  return { startDate: day(VALID_FROM, notation, from), endDate: day(VALID_TO, notation, to) };
}

/** Contact data with every member. */
export const fullAdditionalInfo: JsonObject = {
  description: 'A party registered by a conformance run',
  logo: 'https://www.example.com/logo.png',
  website: 'https://www.example.com',
  companyPhone: '+31 20 000 0000',
  companyEmail: 'party@example.com',
  publiclyPublishable: false,
  countriesOfOperation: ['NL', 'BE'],
  sectorIndustry: ['Transportation', 'Utilities'],
  tags: 'conformance test',
};

/** The party complies with the framework. `capabilityUrl` is always there: some roles need it. */
export function compliance(notation?: DateNotation, additionalInfo?: JsonObject): JsonObject {
  return {
    type: 'frameworkCompliance',
    status: 'active',
    ...validity('compliance', notation),
    frameworkId: 'iSHARE',
    capabilityUrl: 'https://www.example.com/capabilities',
    ...(additionalInfo && { additionalInfo }),
  };
}

/** How an agreement is filled. */
export interface AgreementOptions {
  readonly dates: boolean;
  readonly hash: boolean;
  readonly notation?: DateNotation;
}

const AGREEMENTS = {
  accession: {
    agreementType: 'AccessionAgreement',
    agreementId: 'fd06e213-7db2-469b-b9ce-de00e48e1817',
    title: 'Accession Agreement',
    hash: 'aef5bb5e3ab49150a53b89628ab8593315b6686f3f96497277feb9d658527acb',
  },
  terms: {
    agreementType: 'TermsOfUse',
    agreementId: '3cde6ff3-243d-48c0-8003-31d3fea3c1f1',
    title: 'Terms of Use',
    hash: 'f727a459b5ca5a32e5aff71c03fdaa697cd46a45eb04eecaaae5931eb9a5c00e',
  },
};

/** One of the two agreements of the framework. */
export function agreement(which: keyof typeof AGREEMENTS, options: AgreementOptions): JsonObject {
  const { hash, ...members } = AGREEMENTS[which];
  return {
    type: 'frameworkAgreement',
    status: 'active',
    ...(options.dates && validity(which, options.notation)),
    frameworkId: 'iSHARE',
    ...members,
    ...(options.hash && { verificationHash: hash }),
  };
}

/** A role in the framework. */
export function role(roleId: string, title: boolean, notation?: DateNotation): JsonObject {
  return {
    type: 'frameworkRole',
    status: 'active',
    ...validity('role', notation),
    frameworkId: 'iSHARE',
    roleId,
    ...(title && { title: roleId.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') }),
    loa: 'substantial',
    compliancyVerified: 'yes',
    legalAdherence: 'yes',
  };
}

/** A certificate claim; every member agrees with the certificate of that kind, its dates with the party's own one. */
export function certificate(kind: CertificateKind = 'own', dates = false, notation?: DateNotation): JsonObject {
  return {
    type: 'x509Certificate',
    status: 'active',
    ...(dates && {
      startDate: certified('certified-from', VALID_FROM, notation),
      endDate: certified('certified-to', VALID_TO, notation),
    }),
    subjectName: symbol('subject', kind),
    certificateType: 'eSeal',
    x5c: symbol('x5c', kind),
    'x5t#s256': symbol('fingerprint-hex', kind),
  };
}

/** An assertion of an identity provider: the operator's where there is one. */
export function assertion(): JsonObject {
  return { type: 'idpAssertion', status: 'active', ...validity('credential'), assertion: symbol('idp-assertion') };
}

/** Claims outside the minimum set, by type. */
export const furtherClaims: Readonly<Record<string, JsonObject>> = {
  authRegistry: {
    type: 'authRegistry',
    status: 'active',
    name: 'Concordat authorisation registry',
    authUrl: 'https://ar.example.com',
    authRegistryId: 'did:ishare:EU.NL.NTRNL-10000004',
    frameworkId: 'iSHARE',
  },
  dataspaceMembership: {
    type: 'dataspaceMembership',
    status: 'active',
    ...validity('further'),
    dataspaceId: 'DSP.EU.NL.Concordat',
    legalAdherence: 'yes',
    capabilityUrl: 'https://www.example.com/dataspace/capabilities',
    additionalInfo: { ...fullAdditionalInfo, description: 'The same party in a data space' },
  },
  dataspaceAgreement: {
    type: 'dataspaceAgreement',
    status: 'active',
    ...validity('further'),
    dataspaceId: 'DSP.EU.NL.Concordat',
    agreementType: 'DataspaceTerms',
    agreementId: 'concordat-terms',
    title: 'Terms of the data space',
    verificationHash: '0f3b5e1c9a7d42688b1e6f0d5c2a9374e8d1b6a05f4c7e293d8a1b6c5f0e4d72',
  },
  dataspaceRole: {
    type: 'dataspaceRole',
    status: 'active',
    ...validity('further'),
    dataspaceId: 'DSP.EU.NL.Concordat',
    roleId: 'DataConsumer',
    title: 'Data consumer',
    loa: 'low',
    compliancyVerified: 'not-applicable',
    legalAdherence: 'no',
  },
};

/** Authorisation registries for a service of one provider, and for a data space. */
export const selectedAuthRegistries: readonly JsonObject[] = [
  {
    ...furtherClaims.authRegistry,
    ...validity('further'),
    serviceProviderPartyId: 'did:ishare:EU.NL.NTRNL-10000003',
    serviceIdentifier: 'container-status',
  },
  {
    ...furtherClaims.authRegistry,
    name: 'Authorisation registry of the data space',
    authUrl: 'https://ar.dataspace.example.com',
    authRegistryId: 'did:ishare:EU.NL.NTRNL-10000005',
    dataspaceId: 'DSP.EU.NL.Concordat',
  },
];
