/**
 * The check "nothing exists of what was refused", over all that was: looked for at once, and again after everything else.
 */
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RefusalCase } from '../../engine/checks/refusal.ts';
import type { Experiment } from '../../engine/experiment.ts';
import type { Check } from '../../engine/requirement.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { type PartyListing, readParties } from '../ishare/party-list.ts';
import { type Disguised, disguised } from './disguises.ts';
import { refusalTraces } from './refusal-traces.ts';
import { contractRefusals } from './refusals.ts';

/** The parties of this run, read after everything else. */
const finalList: Experiment<PartyListing> = {
  key: 'refusals/final-list',
  lane: 'last',
  vectors: () => [],
  cost: () => ({ parties: 0, users: 0, exchanges: 3 }),
  run: (context) => readParties(context, [['name', `${context.namespace}-*`]]),
};

/** What a registry keeps of a broken registration may have lost its identifier; its name tells where it comes from. */
function listedUnder(list: PartyListing, { names }: CaseRecord): readonly string[] {
  if (!list.available) return [];
  return list.parties
    .filter(({ name }) => typeof name === 'string' && names.some((each) => name.startsWith(each)))
    .map(({ id }) => String(id));
}

/** A registration that was refused, and what exists of it. */
interface Left {
  readonly record: CaseRecord;
  readonly label: string;
  readonly pointer: string;
  readonly created: readonly string[];
}

const asLeft = ({ record, variant: { label, pointer }, created }: RefusalCase): Left => ({
  record,
  label,
  pointer,
  created,
});

const wornAsLeft = ([name, it]: readonly [name: string, it: Disguised | string]): Left[] =>
  typeof it === 'string' ? [] : [{ record: it.record, label: `with ${name}`, pointer: '', created: it.created }];

/** Keeps what says that nothing was found out: something else may have been left behind. */
function unlessInconclusive(error: unknown): Inconclusive {
  if (error instanceof Inconclusive) return error;
  throw error;
}

/** Decides over every registration that was refused, for what it holds or for its access token. */
export const leavesNothing: Check = {
  experiments: [...contractRefusals, disguised, finalList, refusalTraces],
  judge: async (context) => {
    // First, so that what is done with it later has been done when the list is read.
    const unauthorised = await context.evidence(disguised).catch(unlessInconclusive);
    const evidence = await Promise.all(contractRefusals.map((experiment) => context.evidence(experiment)));
    const list = await context.evidence(finalList);
    const refusedCases = [
      ...evidence.flatMap(({ cases }) => cases).map(asLeft),
      ...(unauthorised instanceof Inconclusive ? [] : [...unauthorised].flatMap(wornAsLeft)),
    ].filter(({ record }) => (record.exchange.response?.status ?? 0) >= 400);
    if (refusedCases.length === 0) return undetermined('prerequisite-failed', 'No invalid request was refused.');
    const blind = evidence.find((part) => part.blind)?.blind ?? (list.available ? undefined : list.reason);
    const left = refusedCases.map((it) => ({ ...it, created: [...it.created, ...listedUnder(list, it.record)] }));
    const wrong = left.filter(({ created }) => created.length > 0);
    const sent = refusedCases.length;
    const traces = await context.evidence(refusalTraces);
    if (wrong.length === 0 && traces.length > 0) {
      return failed(
        { sent, failed: traces.length },
        traces.slice(0, 3).map(({ of: { variant, record }, found, exchange }) => ({
          summary: `Something is left of a registration that was refused: ${variant.label}`,
          expected: 'nothing is created by a refused request',
          actual: found,
          pointer: variant.pointer,
          intermittent: false,
          seed: context.draw.seed,
          path: '',
          evidence: [record.exchange, exchange],
        })),
      );
    }
    if (wrong.length === 0) {
      if (unauthorised instanceof Inconclusive) throw unauthorised;
      return blind === undefined
        ? passed(sent, `Nothing exists of ${sent} refused registrations.`)
        : undetermined('read-back-unavailable', blind);
    }
    return failed(
      { sent, failed: wrong.length },
      wrong.slice(0, 3).map(({ record, label, pointer, created }) => ({
        summary: `A party exists although its registration was refused: ${label}`,
        expected: 'nothing is created by a refused request',
        actual: created.join(', '),
        pointer,
        intermittent: false,
        seed: context.draw.seed,
        path: '',
        evidence: [record.exchange],
      })),
    );
  },
};
