/**
 * One experiment: a creation in every disguise.
 */
import type { Experiment, Vector } from '../../../engine/experiment.ts';
import { type CaseRecord, isAccepted, sendCreation } from '../../../engine/sending.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { costOf, type Resource } from '../resource.ts';
import { DISGUISES, type DisguiseName, demandsAuthentication } from './disguises.ts';

const KEY = 'authentication/disguises';

/** What became of an otherwise valid creation in disguise; a text says why it was not sent. */
export interface Disguised {
  readonly record: CaseRecord;
  readonly created: readonly string[];
}

/** What became of every disguise. */
export type DisguisedEvidence = ReadonlyMap<DisguiseName, Disguised | string>;

/** All disguises between two accepted controls. */
export function disguisesOf(resource: Resource): Experiment<DisguisedEvidence> {
  const { operation } = resource;
  const vectorOf = (name: DisguiseName): Vector => vectorFor(resource, name);
  return {
    key: KEY,
    lane: 'concurrent',
    vectors: () => (Object.keys(DISGUISES) as DisguiseName[]).map(vectorOf),
    cost: () => costOf(resource, 2, Object.keys(DISGUISES).length + 3),
    run: async (context) => {
      demandsAuthentication(context);
      const options = { scope: KEY };
      const control = async (label: string): Promise<void> => {
        const record = await sendCreation(
          context,
          operation,
          { label, template: operation.template({ kind: 'json', value: resource.body() }) },
          options,
        );
        if (isAccepted(operation, record)) return;
        throw new Inconclusive(
          'control-refused',
          `The same request with the admin token was not accepted: ${describeAnswer(record.exchange)}`,
        );
      };
      await control('control before');
      const results = new Map<DisguiseName, Disguised | string>();
      for (const name of Object.keys(DISGUISES) as DisguiseName[]) {
        const wear = await DISGUISES[name](context);
        if (typeof wear === 'string') {
          results.set(name, wear);
          continue;
        }
        const vector = vectorOf(name);
        const record = await sendCreation(context, operation, { ...vector, template: wear(vector.template) }, options);
        const seen = await operation.readBack(context, record.names);
        results.set(name, { record, created: seen.available ? [...seen.found.values()].flat() : [] });
      }
      await control('control after');
      return results;
    },
  };
}

function vectorFor({ operation, body }: Resource, name: DisguiseName): Vector {
  return { label: name, template: operation.template({ kind: 'json', value: body() }) };
}
