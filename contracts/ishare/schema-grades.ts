/**
 * Rules of the request oracle on the schemas: what each broken keyword means under each profile. The contract decides what the text
 * leaves no doubt about; where readers of the scheme are known to be lenient, or the text says less than the schema, only `reference` does.
 */
import type { Problem, RequestStatus } from '../model.ts';
import type { Remark } from './remark.ts';
import { claimTypes } from './schema.ts';

/** Members whose absence only `reference` wants refused, by claim type; all members where there is no list. */
const strictlyRequired: Readonly<Record<string, readonly string[] | 'all'>> = {
  frameworkRole: ['frameworkId'],
  frameworkAgreement: ['frameworkId'],
  dataspaceMembership: ['startDate', 'endDate'],
  dataspaceAgreement: 'all',
  dataspaceRole: 'all',
};

/** Claims of data spaces, which may define values of their own. */
const ofDataspaces: readonly unknown[] = ['dataspaceMembership', 'dataspaceAgreement', 'dataspaceRole'];

/** Members of claims that must have the type of the schema under `contract` too. */
const certainTypes = ['type', 'status', 'loa', 'compliancyVerified', 'legalAdherence', 'publiclyPublishable'];

/** What a problem with the schema means. `body`: what was judged. */
export function gradeSchemaProblem(problem: Problem, body: unknown): Remark {
  const { pointer, rule } = problem;
  // A registry may derive the identifier from the certificate (facts: which `id` may be omitted).
  if (pointer === '/id' && rule === 'required') return graded(problem, 'not-scored');
  if (rule === 'enum' && /^\/claims\/\d+\/type$/.test(pointer) && problem.expected.includes(claimTypes[0] as string)) {
    return graded({ ...problem, rule: 'claim-type' }, 'not-scored');
  }
  if (rule === 'format') return gradeFormat(problem);
  return graded(problem, isStrict(problem, body) ? 'not-scored' : 'invalid', 'invalid');
}

function graded(problem: Problem, contract: RequestStatus, reference: RequestStatus = contract): Remark {
  return { problem, contract, reference };
}

function gradeFormat(problem: Problem): Remark {
  if (problem.expected.endsWith('uri')) {
    // Internationalised hosts are refused by the library and fine elsewhere.
    const disputed = /[^\x20-\x7e]/.test(problem.actual);
    return graded(problem, 'not-scored', disputed ? 'not-scored' : 'invalid');
  }
  const disputed = problem.expected.endsWith('date-time') && isDisputed(problem.actual.replace(/^"|"$/g, ''));
  return graded(problem, disputed ? 'not-scored' : 'invalid');
}

/** Date-times that ajv-formats and real readers disagree about: another separator, lower case, second 60. */
function isDisputed(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text)) return false;
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  // A lenient parser makes 2 March of 30 February, which RFC 3339 (5.7) excludes.
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false;
  return !Number.isNaN(Date.parse(text.toUpperCase().replace(' ', 'T').replace(':60', ':59')));
}

/** Whether only the stricter reading refuses such a body. */
function isStrict({ pointer, rule }: Problem, body: unknown): boolean {
  if (/^\/alsoKnownAs\/\d+$/.test(pointer)) return true;
  const [, index, member = ''] = /^\/claims\/(\d+)\/(?:.*\/)?([^/]*[^/\d][^/]*)(?:\/\d+)?$/.exec(pointer) ?? [];
  if (index === undefined) return false;
  if (rule === 'type') return !certainTypes.includes(member);
  const type = (body as { claims: readonly { type?: unknown }[] }).claims[Number(index)]?.type;
  if (rule === 'enum') return ofDataspaces.includes(type) && member !== 'status';
  const members = typeof type === 'string' && Object.hasOwn(strictlyRequired, type) ? strictlyRequired[type] : [];
  const always = member === 'status' || member === 'type';
  return rule === 'required' && !always && (members === 'all' || members?.includes(member) === true);
}
