/** Claims, valid as they stand; what a party or a run must give is left to symbols. */
import type { JsonObject } from '../json-paths.ts';
import type { CertificateKind } from './party-identity.ts';
import { certified, type DateNotation, day, symbol } from './symbols.ts';

/** Days around the day of the run for which claims are valid. */
export const VALID_FROM = -30;
export const VALID_TO = 300;

/** Start and end of validity: the day of the run lies between. */
export function validity(notation: DateNotation = 'milliseconds'): JsonObject {
  return { startDate: day(VALID_FROM, notation), endDate: day(VALID_TO, notation) };
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
  sectorIndustry: ['Transportation'],
  tags: 'conformance test',
};

/** The party complies with the framework. `capabilityUrl` is always there: some roles need it. */
export function compliance(notation?: DateNotation, additionalInfo?: JsonObject): JsonObject {
  return {
    type: 'frameworkCompliance',
    status: 'active',
    ...validity(notation),
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
    ...(options.dates && validity(options.notation)),
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
    ...validity(notation),
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
  return { type: 'idpAssertion', status: 'active', ...validity(), assertion: symbol('idp-assertion') };
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
    ...validity(),
    dataspaceId: 'DSP.EU.NL.Concordat',
    legalAdherence: 'yes',
  },
  dataspaceAgreement: {
    type: 'dataspaceAgreement',
    status: 'active',
    dataspaceId: 'DSP.EU.NL.Concordat',
    agreementType: 'DataspaceTerms',
    agreementId: 'concordat-terms',
    title: 'Terms of the data space',
  },
  dataspaceRole: {
    type: 'dataspaceRole',
    status: 'active',
    ...validity(),
    dataspaceId: 'DSP.EU.NL.Concordat',
    roleId: 'DataConsumer',
    loa: 'low',
    compliancyVerified: 'not-applicable',
    legalAdherence: 'no',
  },
};
