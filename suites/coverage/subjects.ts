/**
 * Which clauses and which cases of an official tool a suite is about: those it must cover, or say why not, once it is
 * registered.
 */
import type { OfficialCase } from '../../contracts/canton/official-cases.ts';
import { loadContract, operationOf } from '../../contracts/contract.ts';
import type { Clause } from '../../contracts/model.ts';
import type { SuiteFamily } from '../registry.ts';

/** What a suite is about. */
export interface Subject {
  /** Name of the suite, registered or planned. */
  readonly suite: string;
  readonly family: SuiteFamily;
  /** The clauses that the suite answers for. */
  concerns(clause: Clause): boolean;
  /** Suites of the official tool whose cases the suite answers for. */
  readonly officialSuites: readonly OfficialCase['suite'][];
}

const WHOLE_DOCUMENT = 'canton-openapi-3.5.6';
const REFERENCE = 'canton-reference-3.5';
const OF_USERS = 'users-';

/** Every suite that the design names, in the order of the report. */
export const subjects: readonly Subject[] = [
  {
    suite: 'canton-parties',
    family: 'canton',
    concerns: cantonSubject({
      page: 'canton-post-v2-parties',
      operations: ['getV2Parties', 'getV2PartiesParticipant-id', 'getV2PartiesParty', 'patchV2PartiesParty'],
      others: ({ id, document }) =>
        id === `${WHOLE_DOCUMENT}#security` ||
        document === 'rfc' ||
        (document === REFERENCE && !slugOf(id).startsWith(OF_USERS)),
    }),
    officialSuites: [
      'PartyManagementServiceIT',
      'PartyManagementServiceUpdateRpcIT',
      'PartyManagementServiceObjectMetaIT',
      'ExternalPartyManagementServiceIT',
    ],
  },
  {
    suite: 'canton-users',
    family: 'canton',
    concerns: cantonSubject({
      page: 'canton-post-v2-users',
      operations: [
        'getV2Users',
        'getV2UsersUser-id',
        'deleteV2UsersUser-id',
        'patchV2UsersUser-id',
        'getV2UsersUser-idRights',
        'postV2UsersUser-idRights',
        'patchV2UsersUser-idRights',
        'getV2Version',
      ],
      others: ({ id, document }) =>
        id.startsWith(`${WHOLE_DOCUMENT}#schema/User/`) || (document === REFERENCE && slugOf(id).startsWith(OF_USERS)),
    }),
    officialSuites: [
      'UserManagementServiceIT',
      'UserManagementServiceUpdateRpcIT',
      'UserManagementServiceObjectMetaIT',
    ],
  },
  {
    suite: 'ishare-parties',
    family: 'ishare',
    concerns: ({ document }) => document.startsWith('ishare-'),
    officialSuites: [],
  },
];

/** A page, the operations beside it with the schemas that they use, and what else. */
function cantonSubject(parts: {
  readonly page: string;
  readonly operations: readonly string[];
  readonly others: (clause: Clause) => boolean;
}): Subject['concerns'] {
  let schemas: ReadonlySet<string> | undefined;
  return (clause) => {
    if (clause.document === parts.page || parts.others(clause)) return true;
    if (clause.document !== WHOLE_DOCUMENT) return false;
    const [first, second] = slugOf(clause.id).split('/');
    if (first !== 'schema') return parts.operations.includes(first!);
    schemas ??= schemasOf(parts.operations);
    return schemas.has(second!);
  };
}

/** Names of all schemas that requests and answers of these operations are made of. */
function schemasOf(operationIds: readonly string[]): ReadonlySet<string> {
  const contract = loadContract('canton');
  const found = new Set<string>();
  const visit = (schema: unknown): void => {
    for (const [, name] of JSON.stringify(schema ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(name!)) continue;
      found.add(name!);
      visit(contract.document.components.schemas[name!]);
    }
  };
  for (const operation of operationIds.map((id) => operationOf(contract, id))) {
    visit(operation.requestSchema);
    for (const { schema } of operation.responses) visit(schema);
  }
  return found;
}

/** What follows the document in the id of a clause. */
export function slugOf(clauseId: string): string {
  return clauseId.replace(/^[^#]*#/, '');
}
