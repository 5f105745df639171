/**
 * The users of one sequence on the target: how they are named, changed and looked at.
 */
import type { RunContext } from '../../engine/context.ts';
import type { Vector } from '../../engine/experiment.ts';
import { isAccepted, sendCreation } from '../../engine/sending.ts';
import { Inconclusive, Interrupted } from '../../engine/signals.ts';
import { fillTemplate, type RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { MARKER_KEY } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { createUser } from '../canton/create-user.ts';
import { getUser, listRights } from '../canton/requests.ts';
import type { JsonObject } from '../canton/resource.ts';
import { annotationsOf, hasExactly } from '../canton/update/update.ts';
import { describeRight } from '../canton/user-readings.ts';
import { items, jsonOf, member, text } from '../json.ts';
import type { ModelUser } from './model-state.ts';
import { users } from './user-resource.ts';

/** The target does something that the model does not. Thrown inside a sequence. */
export class Disagreement extends Error {
  readonly expected: string;
  readonly actual: string;
  readonly evidence: readonly Exchange[];
  constructor(summary: string, expected: string, actual: string, evidence: readonly Exchange[]) {
    super(summary);
    this.expected = expected;
    this.actual = actual;
    this.evidence = evidence;
  }
}

/** Where a sequence is sent, under which names. */
export interface SequenceTarget {
  readonly context: RunContext;
  /** The experiment. */
  readonly scope: string;
  /** The sequence within it. */
  readonly label: string;
  /** How often the sequence, or a smaller one of it, was sent before. */
  readonly attempt: number;
  /** Every command that was sent, in words. */
  readonly log: string[];
}

const labelOf = (target: SequenceTarget, place: number): string => `${target.label}, user ${place}`;

/** The id of the user at a place of the sequence. */
export function idAt(target: SequenceTarget, place: number): string {
  return target.context.name(target.scope, labelOf(target, place), target.attempt);
}

/** Sends a creation once. `undefined` when nobody knows what became of it. */
export async function sendUser(
  target: SequenceTarget,
  place: number,
  body: JsonObject,
): Promise<{ readonly accepted: boolean; readonly exchange: Exchange } | undefined> {
  const vector: Vector = {
    label: labelOf(target, place),
    template: createUser.template({ kind: 'json', value: body }),
  };
  const options = { scope: target.scope, firstAttempt: target.attempt, once: true };
  const record = await sendCreation(target.context, createUser, vector, options);
  return record.answered ? { accepted: isAccepted(createUser, record), exchange: record.exchange } : undefined;
}

/** Sends a change once. `undefined` when nobody knows what became of it. */
export async function sendOnce(target: SequenceTarget, template: RequestTemplate): Promise<Exchange | undefined> {
  const exchange = await send(target, template, 'once');
  return exchange.response && !target.context.isTransient(exchange) ? exchange : undefined;
}

/** Reads. Throws {@link Inconclusive} without a lasting answer. */
async function read(target: SequenceTarget, template: RequestTemplate): Promise<Exchange> {
  const exchange = await send(target, template, 'safe');
  if (exchange.response && !target.context.isTransient(exchange)) return exchange;
  throw new Inconclusive('transient-trouble', `A user could not be read: ${describeAnswer(exchange)}`);
}

async function send(target: SequenceTarget, template: RequestTemplate, repeat: 'safe' | 'once'): Promise<Exchange> {
  const { context, scope, label, attempt } = target;
  if (context.signal.aborted) throw new Interrupted();
  const exchange = await context.target.send(
    fillTemplate(template, () => ''),
    {
      tag: `${context.suite}/${scope}#${label}.${attempt}`,
      connection: repeat === 'safe' ? 'verification' : 'primary',
      repeat,
    },
  );
  if (exchange.failure?.kind === 'aborted') throw new Interrupted();
  return exchange;
}

/**
 * What is wrong with a user that is shown; `undefined` when it is as the model says. `partial`: optional members may be left out, as
 * the answer to a change may do.
 */
export function difference(
  target: SequenceTarget,
  place: number,
  shown: Parameters<typeof annotationsOf>[1],
  expected: ModelUser,
  partial?: 'partial',
): string | undefined {
  const leftOut = (...path: readonly string[]): boolean =>
    partial === 'partial' && member(shown, ...path) === undefined;
  const id = idAt(target, place);
  if (text(shown, 'id') !== id) return `id ${JSON.stringify(member(shown, 'id'))}, not ${JSON.stringify(id)}`;
  const primaryParty = member(shown, 'primaryParty') ?? '';
  if (primaryParty !== expected.primaryParty && !leftOut('primaryParty')) {
    return `primaryParty ${JSON.stringify(primaryParty)}, not ${JSON.stringify(expected.primaryParty)}`;
  }
  const isDeactivated = member(shown, 'isDeactivated') ?? false;
  if (isDeactivated !== expected.isDeactivated && !leftOut('isDeactivated')) {
    return `isDeactivated ${isDeactivated}, not ${expected.isDeactivated}`;
  }
  const annotations = { ...expected.annotations, [MARKER_KEY]: id };
  if (hasExactly(users, shown, annotations) || leftOut('metadata', 'annotations')) return undefined;
  return `annotations ${JSON.stringify(annotationsOf(users, shown))}, not ${JSON.stringify(annotations)}`;
}

/** Reads a user. Throws {@link Disagreement} when it is not as the model says; `undefined`: it should not be there. */
export async function expectUser(
  target: SequenceTarget,
  place: number,
  expected: ModelUser | undefined,
): Promise<void> {
  const exchange = await read(target, getUser(idAt(target, place)));
  const isThere = exchange.response?.status === 200;
  if (isThere !== (expected !== undefined)) {
    const wanted = expected ? 'the user' : 'an error: there is no such user';
    throw new Disagreement(`reading user ${place}`, wanted, describeAnswer(exchange), [exchange]);
  }
  const wrong = expected && difference(target, place, member(jsonOf(exchange), 'user'), expected);
  if (wrong !== undefined) throw new Disagreement(`reading user ${place}`, 'as the model', wrong, [exchange]);
}

/** Reads the rights of a user that is there. Throws {@link Disagreement} when they are not as the model says. */
export async function expectRightsOf(target: SequenceTarget, place: number, expected: ModelUser): Promise<void> {
  const exchange = await read(target, listRights(idAt(target, place)));
  const shown = items(jsonOf(exchange), 'rights').map(describeRight).sort();
  const wanted = [...expected.rights.keys()].sort();
  if (exchange.response?.status === 200 && shown.join() === wanted.join()) return;
  const actual = exchange.response?.status === 200 ? shown.join(', ') || 'no rights' : describeAnswer(exchange);
  throw new Disagreement(`listing the rights of user ${place}`, wanted.join(', ') || 'no rights', actual, [exchange]);
}

/** Whether a user and its rights are as the model says; for changes of which nobody knows whether they were made. */
export async function isAsModel(
  target: SequenceTarget,
  place: number,
  expected: ModelUser | undefined,
): Promise<boolean> {
  try {
    await expectUser(target, place, expected);
    if (expected) await expectRightsOf(target, place, expected);
    return true;
  } catch (error) {
    if (error instanceof Disagreement) return false;
    throw error;
  }
}
