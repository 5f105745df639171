/**
 * The creations that many requirements look at: varied valid requests in groups, and some at the same time.
 */
import type { Json } from '../../../contracts/model.ts';
import {
  type AcceptanceCase,
  type AcceptanceEvidence,
  acceptances,
  type LabelledBody,
} from '../../../engine/checks/acceptance.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { CreateOperation } from '../../../engine/operation.ts';

const AT_ONCE = { smoke: 4, standard: 10, thorough: 64 } as const;

/** What a specimen is there for, beside being one more creation. */
type SpecimenGroup = 'length' | 'characters' | 'spelling' | 'varied';

/** Whether a case belongs to a group. */
export function inGroup(group: SpecimenGroup): (it: AcceptanceCase) => boolean {
  return (it) => it.label.startsWith(`${group}: `);
}

/** The bodies as members of a group. */
export function grouped(group: SpecimenGroup, bodies: readonly LabelledBody[]): readonly LabelledBody[] {
  return bodies.map((body) => ({ ...body, label: `${group}: ${body.label}` }));
}

/** Requests at the same time, each with a value of its own in its metadata. */
export function atOnce(key: string, operation: CreateOperation, body: () => Json): Experiment<AcceptanceEvidence> {
  return acceptances({
    key,
    operation,
    profile: 'contract',
    bodies: {
      kind: 'table',
      rows: ({ budget }) =>
        Array.from({ length: AT_ONCE[budget] }, (_, index) => ({
          label: `at once ${index}`,
          body: { kind: 'json', value: body() },
        })),
    },
  });
}
