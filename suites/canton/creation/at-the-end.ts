/**
 * At the end of a run: what was created is there, exactly once and unchanged; what was refused is not.
 */
import type { AcceptanceCase, AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import { outcomeOver } from '../../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../../engine/checks/outcome.ts';
import type { RefusalCase, RefusalEvidence } from '../../../engine/checks/refusal.ts';
import type { RunContext } from '../../../engine/context.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Check, Requirement, Source } from '../../../engine/requirement.ts';
import type { Finding, Outcome } from '../../../engine/result.ts';
import { detailsIn, type Resource, requirementFor } from '../resource.ts';
import type { ReadableList, WholeList } from '../whole-list.ts';
import { firstDifference } from './agreement.ts';
import { type LeftBehind, leftBehind, type NamesChosen } from './left-behind.ts';

type Creations = readonly Experiment<AcceptanceEvidence>[];

/** What the topic is made of for one resource. */
export interface EndOfRun {
  /** Creations that nothing deletes or changes during the run. */
  readonly sources: Creations;
  readonly refusals: readonly Experiment<RefusalEvidence>[];
  /** Absent where the caller chooses names. */
  readonly namesChosen?: NamesChosen;
  /** Looks where the list does not show what a refused request created. */
  readonly shownElsewhere?: (
    context: RunContext,
    refused: readonly RefusalCase[],
  ) => Promise<{ readonly it: RefusalCase; readonly id: string } | undefined>;
  readonly clauses: { readonly stable: Source; readonly listed: Source; readonly refused: Source };
}

/** What was accepted of some experiments. */
export async function acceptedOf(context: RunContext, sources: Creations): Promise<readonly AcceptanceCase[]> {
  const evidence = await Promise.all(sources.map((source) => context.evidence(source)));
  return evidence.flatMap(({ cases }) => cases).filter((it) => it.accepted);
}

/** Requirements of this topic. */
export function atTheEnd(
  resource: Resource,
  { sources, refusals, namesChosen, shownElsewhere, clauses }: EndOfRun,
): readonly Requirement[] {
  const { words, list: terms } = resource;
  const finalList: Experiment<WholeList> = {
    key: 'final-list',
    lane: 'last',
    vectors: () => [],
    cost: () => ({ parties: 0, users: 0, exchanges: 1 }),
    run: (context) => terms.read(context),
  };
  const overAccepted = (
    judge: (cases: readonly AcceptanceCase[], list: ReadableList, context: RunContext) => Outcome,
  ): Check => ({
    experiments: [...sources, finalList],
    judge: async (context) => {
      const cases = await acceptedOf(context, sources);
      if (cases.length === 0)
        return undetermined('control-refused', 'No valid request was accepted, so there is nothing to look for.');
      const list = await context.evidence(finalList);
      return list.available ? judge(cases, list, context) : undetermined('read-back-unavailable', list.reason);
    },
  });
  const outcomeOf = ({ ids, repeated }: LeftBehind, sent: number, seed: number): Outcome => {
    const shown = ids.slice(0, 3).join(', ');
    if (repeated.length === 0)
      return undetermined(
        'others-active',
        `Somebody else may have ${words.created} what nobody accounts for: ${shown}.`,
      );
    return failed({ sent, failed: ids.length }, [
      {
        summary: `A refused request without a name leaves a ${words.one} behind a while later`,
        expected: 'nothing is created by a refused request',
        actual: `${shown}; after the requests were sent again, more of the kind came`,
        pointer: '',
        intermittent: false,
        seed,
        path: '',
        evidence: repeated.slice(0, 1).map(({ exchange }) => exchange),
      },
    ]);
  };
  return [
    requirementFor(resource, {
      id: `${words.creation}/stable-at-the-end`,
      level: 'MUST',
      profile: 'contract',
      source: clauses.stable,
      text: `At the end of the run every ${words.created} ${words.one} still exists, with the same identifier and details.`,
      explain: `Usual causes: identifiers recomputed; ${words.many} evicted from a cache that is the only store.`,
      check: overAccepted((cases, list, { draw }) =>
        outcomeOver(
          cases,
          draw.seed,
          (it) => {
            const [seen] = list.entries.get(it.id ?? '') ?? [];
            if (!seen)
              return {
                summary: `A ${words.one} is gone at the end of the run`,
                expected: `${it.id} in the list`,
                actual: 'not in the list',
              };
            const difference = firstDifference(resource, detailsIn(resource, it.json), seen);
            return (
              difference && {
                summary: `A ${words.one} has another ${difference.pointer.slice(1)} at the end of the run`,
                expected: difference.a,
                actual: difference.b,
                pointer: difference.pointer,
              }
            );
          },
          `All ${cases.length} ${words.many} are unchanged at the end of the run.`,
        ),
      ),
    }),
    requirementFor(resource, {
      id: `${words.creation}/listed-exactly-once`,
      level: 'MUST',
      profile: 'contract',
      source: clauses.listed,
      text: `The list of ${words.many} holds every ${words.created} ${words.one} exactly once.`,
      explain: 'Usual causes: a join that multiplies rows; pages that overlap or leave gaps.',
      check: overAccepted((cases, list, { draw }) =>
        outcomeOver(
          cases,
          draw.seed,
          (it) => {
            const times = list.entries.get(it.id ?? '')?.length ?? 0;
            return times === 1
              ? undefined
              : {
                  summary: `A ${words.one} is listed ${times} times`,
                  expected: `${it.id} once`,
                  actual: `${times} times`,
                  pointer: `/${terms.entries}`,
                };
          },
          `The list holds each of ${cases.length} ${words.many} once.`,
        ),
      ),
    }),
    requirementFor(resource, {
      id: `${words.creation}/refusals-left-nothing`,
      level: 'MUST',
      profile: 'contract',
      source: clauses.refused,
      text: 'At the end of the run nothing exists of any request that was refused.',
      explain: `Usual causes: the ${words.one} created before the request is checked to its end; an asynchronous creation that is not taken back.`,
      check: {
        experiments: [...refusals, ...(namesChosen?.creations ?? []), finalList],
        judge: async (context) => {
          await Promise.all((namesChosen?.creations ?? []).map((creation) => context.evidence(creation)));
          const evidence = await Promise.all(refusals.map((experiment) => context.evidence(experiment)));
          const refused = evidence
            .flatMap(({ cases }) => cases)
            .filter(({ record }) => (record.exchange.response?.status ?? 0) >= 400);
          if (refused.length === 0) return undetermined('prerequisite-failed', 'No invalid request was refused.');
          const list = await context.evidence(finalList);
          if (!list.available) return undetermined('read-back-unavailable', list.reason);
          const names = refused.flatMap(({ record }) => record.names);
          const found = terms.find(list, names);
          const wrong = refused.filter(({ record }) => record.names.some((name) => found.has(name)));
          const unlisted = wrong.length === 0 && shownElsewhere && (await shownElsewhere(context, refused));
          if (unlisted) {
            return failed({ sent: refused.length, failed: 1 }, [
              existsAlthoughRefused(resource, unlisted.it, `${unlisted.id}, read on its own`, context),
            ]);
          }
          if (wrong.length === 0) {
            const left = namesChosen && (await leftBehind(resource, namesChosen, evidence, context));
            return left
              ? outcomeOf(left, refused.length, context.draw.seed)
              : passed(refused.length, `Nothing exists of ${refused.length} refused requests.`);
          }
          return failed(
            { sent: refused.length, failed: wrong.length },
            wrong
              .slice(0, 3)
              .map((it) =>
                existsAlthoughRefused(
                  resource,
                  it,
                  it.record.names.flatMap((name) => found.get(name) ?? []).join(', '),
                  context,
                ),
              ),
          );
        },
      },
    }),
  ];
}

function existsAlthoughRefused(
  { words }: Resource,
  { record, variant }: RefusalCase,
  actual: string,
  { draw }: RunContext,
): Finding {
  return {
    summary: `A ${words.one} exists although its request was refused: ${variant.label}`,
    expected: 'nothing is created by a refused request',
    actual,
    pointer: variant.pointer,
    intermittent: false,
    seed: draw.seed,
    path: '',
    evidence: [record.exchange],
  };
}
