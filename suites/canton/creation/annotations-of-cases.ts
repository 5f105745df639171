/**
 * Annotations of accepted creations: as sent, as answered, as listed.
 */
import type { AcceptanceCase, AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import { findingOf, outcomeOver } from '../../../engine/checks/accepts.ts';
import { failed, undetermined } from '../../../engine/checks/outcome.ts';
import type { RunContext } from '../../../engine/context.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Check, Source } from '../../../engine/requirement.ts';
import { member, strings } from '../../json.ts';
import { onceShown } from '../list/lag.ts';
import { type Annotations, detailsIn, type Resource } from '../resource.ts';
import { annotationsOf } from '../update/update.ts';
import type { DiscardedEvidence } from './discarded.ts';
import type { ReadBackCase } from './read-backs.ts';

/** What the topic is made of for one resource. */
export interface StoredMetadata {
  /** Accepted creations with modest metadata. */
  readonly small: readonly Experiment<AcceptanceEvidence>[];
  /** Creations at the same time, each marked with its own name. */
  readonly concurrent: readonly Experiment<AcceptanceEvidence>[];
  /** One creation with every legal key, one with every telltale value, several up to the limit of size. */
  readonly keys: Experiment<AcceptanceEvidence>;
  readonly values: Experiment<AcceptanceEvidence>;
  readonly sizes: Experiment<DiscardedEvidence>;
  readonly readBacks: Experiment<readonly ReadBackCase[]>;
  /** What metadata is, that it is stored, and that it belongs to its own request. */
  readonly clauses: { readonly meaning: Source; readonly stored: Source; readonly own: Source };
}

/** Annotations that were sent. */
export function sentAnnotations({ operation, members }: Resource, it: AcceptanceCase): Annotations {
  // Where the request holds its metadata beside the name, and where in the thing itself, differs between the two.
  const thing = operation.noun === 'party' ? it.sent : member(it.sent, members.details);
  return strings(thing, members.metadata, 'annotations');
}

/** Annotations in the answer; undefined when the answer leaves them out, which the schema allows. */
export function answeredAnnotations(resource: Resource, it: AcceptanceCase): Annotations | undefined {
  const details = detailsIn(resource, it.json);
  const there = member(details, resource.members.metadata, 'annotations') !== undefined;
  return there ? annotationsOf(resource, details) : undefined;
}

/** Looks at the annotations of an accepted case. */
type Judge = (it: AcceptanceCase, annotations: Annotations) => ReturnType<Parameters<typeof outcomeOver>[2]>;

/** Annotations of every accepted case as the list shows them. */
export function listed(resource: Resource, { small }: StoredMetadata, judge: Judge, satisfied: string): Check {
  return {
    experiments: small,
    judge: async (context: RunContext) => {
      const cases = (await Promise.all(small.map((experiment) => context.evidence(experiment))))
        .flatMap((of) => of.cases)
        .filter((it) => it.accepted);
      if (cases.length === 0) return undetermined('control-refused', 'No valid request was accepted.');
      const list = await onceShown(
        () => resource.list.read(context),
        (now) => !now.available || cases.every((it) => now.entries.has(it.id ?? '')),
      );
      if (!list.available) return undetermined('read-back-unavailable', list.reason);
      const seen = cases.filter((it) => list.entries.has(it.id ?? ''));
      if (seen.length === 0)
        return undetermined(
          'prerequisite-failed',
          `None of the ${resource.words.created} ${resource.words.many} is in the list.`,
        );
      return outcomeOver(
        seen,
        context.draw.seed,
        (it) => judge(it, annotationsOf(resource, list.entries.get(it.id ?? '')?.[0])),
        satisfied,
      );
    },
  };
}

/** {@link listed}; those that were too large to stay for the list as they were read before they were discarded. */
export function listedOrRead(resource: Resource, parts: StoredMetadata, judge: Judge, satisfied: string): Check {
  const inList = listed(resource, parts, judge, satisfied);
  return {
    experiments: [...inList.experiments, parts.sizes],
    judge: async (context: RunContext) => {
      const outcome = await inList.judge(context);
      if (outcome.verdict !== 'passed') return outcome;
      const { readings } = await context.evidence(parts.sizes);
      for (const { it, entry, exchange } of readings) {
        // What cannot be read is the matter of another requirement, and a reading may leave annotations out.
        if (member(entry, resource.members.metadata, 'annotations') === undefined) continue;
        const breach = judge(it, annotationsOf(resource, entry));
        if (!breach) continue;
        const finding = findingOf({ seed: context.draw.seed }, it, breach);
        return failed({ sent: readings.length, failed: 1 }, [{ ...finding, evidence: [it.record.exchange, exchange] }]);
      }
      return outcome;
    },
  };
}
