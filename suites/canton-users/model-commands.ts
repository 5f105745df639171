/**
 * The commands of the model: each is sent to the target and done in the model, and both must agree.
 */
import * as fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import { describeAnswer } from '../../engine/text.ts';
import { partyRight, plainRight } from '../../generators/canton/rights.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { blamesRequest } from '../canton/expected-answers.ts';
import { onceShown } from '../canton/list/lag.ts';
import { deleteUser, patchUser } from '../canton/requests.ts';
import type { JsonObject } from '../canton/resource.ts';
import { updateMask } from '../canton/update/update.ts';
import { describeRight } from '../canton/user-readings.ts';
import { jsonOf, member } from '../json.ts';
import { type Change, changedBy, GRANT, REVOKE, rightsBody } from './grants.ts';
import { type Attributes, created, granted, type Model, type ModelUser, revoked, updated } from './model-state.ts';
import {
  Disagreement,
  difference,
  expectRightsOf,
  expectUser,
  idAt,
  isAsModel,
  type SequenceTarget,
  sendOnce,
  sendUser,
} from './model-target.ts';
import { users, userWithId } from './user-resource.ts';

/** So many users take part in a sequence. */
export const PLACES = 2;
const LONGEST = 36;

/** A command, as fast-check wants it. */
export type Command = fc.AsyncCommand<Model, SequenceTarget>;

interface Parts {
  readonly place: number;
  readonly name: string;
  /** Sent only to users that exist. */
  readonly needsUser: boolean;
  run(model: Model, target: SequenceTarget): Promise<void>;
}

function command({ place, name, needsUser, run }: Parts): Command {
  return {
    check: (model) => !needsUser || model.has(place),
    run(model, target) {
      target.log.push(`${name} user ${place}`);
      return run(model, target);
    },
    toString: () => `${name} user ${place}`,
  };
}

/** Settles a change of which nobody knows whether it was made: the user must be as before, or as after. */
async function settle(
  model: Model,
  target: SequenceTarget,
  place: number,
  after: ModelUser | undefined,
): Promise<void> {
  if (await isAsModel(target, place, after)) remember(model, place, after);
  else await expectUser(target, place, model.get(place));
}

function remember(model: Model, place: number, user: ModelUser | undefined): void {
  if (user) model.set(place, user);
  else model.delete(place);
}

function expectOk(exchange: Exchange, what: string): void {
  if (exchange.response?.status === 200) return;
  throw new Disagreement(what, 'status 200', describeAnswer(exchange), [exchange]);
}

/** Expects the user in an answer to be as the model says. */
function expectShown(
  target: SequenceTarget,
  place: number,
  exchange: Exchange,
  expected: ModelUser,
  what: string,
): void {
  expectOk(exchange, what);
  const wrong = difference(target, place, member(jsonOf(exchange), 'user'), expected, 'partial');
  if (wrong !== undefined) throw new Disagreement(what, 'as the model', wrong, [exchange]);
}

const create = (place: number, attributes: Attributes, rights: readonly Json[]): Command =>
  command({
    place,
    name: `create ${JSON.stringify({ ...attributes, rights: rights.map(describeRight) })} as`,
    needsUser: false,
    async run(model, target) {
      const { annotations, ...others } = attributes;
      const { user } = userWithId(namePlaceholder(), annotations) as { readonly user: JsonObject };
      const sent = await sendUser(target, place, { user: { ...user, ...others }, rights });
      const before = model.get(place);
      const after = before ?? created(attributes, rights);
      if (sent === undefined) return settle(model, target, place, after);
      const what = `creating user ${place}${before ? ', which exists,' : ''}`;
      if (sent.accepted === (before !== undefined)) {
        const wanted = before ? 'a refusal' : '200 with the user';
        throw new Disagreement(what, wanted, describeAnswer(sent.exchange), [sent.exchange]);
      }
      if (sent.accepted) expectShown(target, place, sent.exchange, after, what);
      model.set(place, after);
    },
  });

const read = (place: number): Command =>
  command({
    place,
    name: 'get',
    needsUser: false,
    run: (model, target) => expectUser(target, place, model.get(place)),
  });

const readRights = (place: number): Command =>
  command({
    place,
    name: 'list the rights of',
    needsUser: true,
    run: (model, target) => expectRightsOf(target, place, model.get(place) as ModelUser),
  });

const list = (): Command => ({
  check: () => true,
  toString: () => 'list all users',
  async run(model, target) {
    target.log.push('list all users');
    const disagreement = await onceShown(
      () => listedOtherwise(model, target),
      (seen) => seen === undefined,
    );
    if (disagreement) throw disagreement;
  },
});

async function listedOtherwise(model: Model, target: SequenceTarget): Promise<Disagreement | undefined> {
  const seen = await users.list.read(target.context);
  if (!seen.available) return new Disagreement('listing users', 'the list', seen.reason, [seen.exchange]);
  for (let place = 0; place < PLACES; place += 1) {
    const entries = seen.entries.get(idAt(target, place)) ?? [];
    const expected = model.get(place);
    const wrong = expected && entries.length === 1 ? difference(target, place, entries[0], expected) : undefined;
    if (entries.length === (expected ? 1 : 0) && wrong === undefined) continue;
    const wanted = `user ${place} ${expected ? 'once, as the model' : 'not at all'}`;
    return new Disagreement('listing users', wanted, wrong ?? `${entries.length} entries`, seen.pages.slice(0, 1));
  }
  return undefined;
}

const update = (place: number, attributes: Attributes): Command =>
  command({
    place,
    name: `update ${JSON.stringify(attributes)} of`,
    needsUser: true,
    async run(model, target) {
      const id = idAt(target, place);
      const { annotations, ...others } = attributes;
      const paths = [
        ...(annotations ? ['metadata.annotations'] : []),
        ...(others.primaryParty === undefined ? [] : ['primary_party']),
        ...(others.isDeactivated === undefined ? [] : ['is_deactivated']),
      ];
      const body = { user: { id, ...others, metadata: annotations ? { annotations } : {} } };
      const exchange = await sendOnce(target, patchUser(id, { ...body, updateMask: updateMask(paths) }));
      const after = updated(model.get(place) as ModelUser, attributes);
      if (exchange === undefined) return settle(model, target, place, after);
      expectShown(target, place, exchange, after, `updating user ${place}`);
      model.set(place, after);
    },
  });

const changeRights = (place: number, change: Change, rights: readonly Json[]): Command =>
  command({
    place,
    name: `${change === GRANT ? 'grant' : 'revoke'} ${JSON.stringify(rights.map(describeRight))} to/from`,
    needsUser: true,
    async run(model, target) {
      const id = idAt(target, place);
      const exchange = await sendOnce(target, change.request(id, rightsBody(id, rights)));
      const [after, answer] = (change === GRANT ? granted : revoked)(model.get(place) as ModelUser, rights);
      if (exchange === undefined) return settle(model, target, place, after);
      // The contract does not say whether what is granted, or missing, already may be refused.
      if (answer.length < rights.length && blamesRequest(exchange)) return;
      const what = `a ${change.word} for user ${place}`;
      expectOk(exchange, what);
      const seen = changedBy(change, exchange);
      if (seen.join() !== answer.join()) {
        throw new Disagreement(what, answer.join(', ') || 'no rights', seen.join(', ') || 'no rights', [exchange]);
      }
      model.set(place, after);
    },
  });

const remove = (place: number): Command =>
  command({
    place,
    name: 'delete',
    needsUser: true,
    async run(model, target) {
      const id = idAt(target, place);
      const exchange = await sendOnce(target, deleteUser(id));
      if (exchange === undefined) await settle(model, target, place, undefined);
      else {
        expectOk(exchange, `deleting user ${place}`);
        model.delete(place);
      }
      if (!model.has(place)) target.context.journal.deleted('user', id);
    },
  });

/** A sequence: first the users are created, then the commands are sent. */
export interface Sequence {
  readonly start: readonly Command[];
  readonly commands: Iterable<Command>;
}

/** Sequences of commands; rights and primary parties name the party. */
export function sequences(party: string): fc.Arbitrary<Sequence> {
  const places = fc.nat({ max: PLACES - 1 });
  const everyRight = [
    partyRight('CanActAs', party),
    partyRight('CanReadAs', party),
    plainRight('CanReadAsAnyParty'),
    plainRight('CanExecuteAsAnyParty'),
  ];
  const rights = fc.subarray(everyRight, { minLength: 1, maxLength: 3 });
  const keys = fc.constantFrom('a', 'b', 'c');
  const annotations = (values: fc.Arbitrary<string>) => fc.dictionary(keys, values, { minKeys: 1, maxKeys: 2 });
  const attributes = (values: fc.Arbitrary<string>, primaryParty: fc.Arbitrary<string>): fc.Arbitrary<Attributes> =>
    fc
      .record({ primaryParty, isDeactivated: fc.boolean(), annotations: annotations(values) }, { requiredKeys: [] })
      .filter((drawn) => Object.keys(drawn).length > 0);
  const values = fc.constantFrom('1', '2', '3');
  const creationsAt = (place: fc.Arbitrary<number>): fc.Arbitrary<Command> =>
    fc
      .tuple(place, attributes(values, fc.constant(party)), fc.subarray(everyRight))
      .map(([at, drawn, given]) => create(at, drawn, given));
  const updates = fc
    .tuple(places, attributes(fc.constantFrom('1', '2', '3', ''), fc.constant(party)))
    .map(([place, drawn]) => update(place, drawn));
  const grants = fc.tuple(places, rights).map(([place, drawn]) => changeRights(place, GRANT, drawn));
  const revocations = fc.tuple(places, rights).map(([place, drawn]) => changeRights(place, REVOKE, drawn));
  const commands = fc.commands(
    [
      creationsAt(places),
      updates,
      updates,
      updates,
      grants,
      grants,
      revocations,
      revocations,
      places.map(read),
      places.map(readRights),
      places.map(remove),
      fc.constant(null).map(list),
    ],
    { maxCommands: LONGEST, size: 'max' },
  );
  const start = fc.tuple(...Array.from({ length: PLACES }, (_, place) => creationsAt(fc.constant(place))));
  return fc.record({ start, commands });
}
