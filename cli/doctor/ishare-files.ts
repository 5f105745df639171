/**
 * What the files of a client say, before anything is sent.
 */
import { type IshareOperator, identitiesOf } from '../../suites/ishare/connection.ts';
import { chainProblems, oneLine } from '../../target/ishare/certificate-chain.ts';
import { identityProblems } from '../../target/ishare/identity.ts';
import type { DoctorFinding } from './finding.ts';

/** The identity of the client, and the certificates for parties. `now` in milliseconds since the epoch. */
export function fileFindings(operator: IshareOperator, now: number): DoctorFinding[] {
  return [...identityFindings(operator, now), ...partyFindings(operator, now), ...inputFindings(operator)];
}

function identityFindings({ identity }: IshareOperator, now: number): DoctorFinding[] {
  const subject = 'client';
  const problems = identityProblems(identity, now);
  if (problems.length > 0) return problems.map((text) => ({ level: 'fail', subject, text }));
  const [leaf] = identity.clientChain;
  const text = `${identity.clientId}: key, chain and root belong together, valid until ${leaf?.validTo}`;
  return [{ level: 'ok', subject, text }];
}

function partyFindings(operator: IshareOperator, now: number): DoctorFinding[] {
  const subject = 'certificates of parties';
  const { authority, partyCertificates, identity } = operator;
  if (authority) {
    const [problem] = chainProblems([authority.certificate, ...authority.above], identity.root, now).filter(
      ({ rule }) => rule !== 'chain-root-missing',
    );
    if (problem) {
      const text = `the authority in ishare.caCertificateFile does not lead to ishare.rootCertificateFile: ${problem.message}.`;
      return [{ level: 'fail', subject, text }];
    }
    if (!authority.certificate.ca) {
      const text = `${oneLine(authority.certificate.subject)} may not issue certificates (it is no CA). Give an issuing authority.`;
      return [{ level: 'fail', subject, text }];
    }
    return [{ level: 'ok', subject, text: `minted by ${oneLine(authority.certificate.subject)}` }];
  }
  const outdated = partyCertificates.filter(
    ({ validFrom, validTo }) => now < Date.parse(validFrom) || now > Date.parse(validTo),
  );
  const { capacity } = identitiesOf(operator);
  const findings: DoctorFinding[] = [
    {
      level: capacity === 0 ? 'fail' : 'warn',
      subject,
      text: `${capacity} can be used, each for one party. A standard run registers some hundred: what needs more is undetermined. A test authority (ishare.caKeyFile) lets all be decided.`,
    },
  ];
  if (outdated.length > 0) {
    findings.push({
      level: 'fail',
      subject,
      text: `${outdated.length} are not valid today. Have them renewed, or remove them.`,
    });
  }
  return findings;
}

/** What makes requirements not applicable where it was not given. */
function inputFindings({ idpAssertions, expiredToken }: IshareOperator): DoctorFinding[] {
  const missing = [
    ...(idpAssertions.length === 0 ? ['ishare.idpAssertions'] : []),
    ...(expiredToken === undefined ? ['ishare.expiredToken'] : []),
  ];
  if (missing.length === 0) return [];
  const text = `${missing.join(' and ')} not given: what needs it is not applicable.`;
  return [{ level: 'ok', subject: 'optional inputs', text }];
}
