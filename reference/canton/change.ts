/**
 * Ways to change one thing in a behaviour: what faults and variants are made of.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../contracts/model.ts';
import type { Behaviour, Rule, Rules } from './behaviour.ts';
import type { Answer, OperationName, Scene } from './call.ts';
import { isObject } from './decode.ts';
import type { AllocatePartyRequest, CreateUserRequest } from './messages.ts';
import type { Refusal } from './refusal.ts';
import type { PartyRecord, UserRecord } from './store.ts';
import type { Syntax } from './syntax.ts';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Replaces parts of one group. */
export function change<G extends keyof Behaviour>(
  behaviour: Behaviour,
  group: G,
  parts: Partial<Behaviour[G]>,
): Behaviour {
  return { ...behaviour, [group]: { ...behaviour[group], ...parts } };
}

type MessageOf<O extends keyof Rules> = Rules[O] extends readonly Rule<infer Message>[] ? Message : never;
type Check<O extends keyof Rules> = (
  message: MessageOf<O>,
  scene: Scene,
  original: () => Refusal | undefined,
) => Refusal | undefined;

/** Replaces the check of one rule; the new one can ask the old one. Throws when there is no such rule. */
export function changeRule<O extends keyof Rules>(
  behaviour: Behaviour,
  operation: O,
  name: string,
  check: Check<O>,
): Behaviour {
  const rules = behaviour.rules[operation] as unknown as readonly Rule<MessageOf<O>>[];
  if (!rules.some((rule) => rule.name === name)) throw new RangeError(`no rule ${name} of ${operation}`);
  const changed = rules.map((rule) =>
    rule.name === name
      ? {
          name,
          check: (message: MessageOf<O>, scene: Scene) => check(message, scene, () => rule.check(message, scene)),
        }
      : rule,
  );
  return change(behaviour, 'rules', { [operation]: changed } as Partial<Rules>);
}

/** Leaves one rule out. */
export function withoutRule(behaviour: Behaviour, operation: keyof Rules, name: string): Behaviour {
  return changeRule(behaviour, operation, name, () => undefined);
}

/** Rewrites the refusals of annotations at creation. */
export function annotationRefusalsAs(behaviour: Behaviour, rewrite: (refusal: Refusal) => Refusal): Behaviour {
  const rewritten = (refusal: Refusal | undefined): Refusal | undefined => refusal && rewrite(refusal);
  const parties = changeRule(behaviour, 'allocateParty', 'annotations', (_it, _scene, original) =>
    rewritten(original()),
  );
  return changeRule(parties, 'createUser', 'annotations', (_it, _scene, original) => rewritten(original()));
}

/** Puts a rule before all others. */
export function firstRule<O extends keyof Rules>(
  behaviour: Behaviour,
  operation: O,
  check: (message: MessageOf<O>, scene: Scene) => Refusal | undefined,
): Behaviour {
  const rules = behaviour.rules[operation] as unknown as readonly Rule<MessageOf<O>>[];
  return change(behaviour, 'rules', { [operation]: [{ name: 'deviation', check }, ...rules] } as Partial<Rules>);
}

/** Looks at a request before anything else does; an answer ends the matter. */
export function before(
  behaviour: Behaviour,
  look: (scene: Scene) => Answer | undefined | Promise<Answer | undefined>,
): Behaviour {
  const then = behaviour.http.before;
  return change(behaviour, 'http', { before: async (scene) => (await look(scene)) ?? then(scene) });
}

/** Rewrites every answer of an operation. */
export function onAnswer(
  behaviour: Behaviour,
  operation: OperationName,
  rewrite: (answer: Answer, scene: Scene) => Answer | Promise<Answer>,
): Behaviour {
  const { after } = behaviour.http;
  return change(behaviour, 'http', {
    after: async (answer, scene) => {
      const last = await after(answer, scene);
      return scene.call.operation === operation ? rewrite(last, scene) : last;
    },
  });
}

/** Whether a request is to create a party or a user. */
export function isCreation({ call }: Scene): boolean {
  return call.operation === 'allocateParty' || call.operation === 'createUser';
}

/** Answers those creations for which there is an answer, before anything happens. */
export function creationsAnswered(behaviour: Behaviour, answer: (scene: Scene) => Answer | undefined): Behaviour {
  return before(behaviour, (scene) => (isCreation(scene) ? answer(scene) : undefined));
}

/** Rewrites every answer to a creation. */
export function onCreation(behaviour: Behaviour, rewrite: (answer: Answer, scene: Scene) => Answer): Behaviour {
  return onAnswer(onAnswer(behaviour, 'allocateParty', rewrite), 'createUser', rewrite);
}

/** Rewrites the value of every success of an operation. */
export function onSuccess(
  behaviour: Behaviour,
  operation: OperationName,
  rewrite: (value: JsonObject, scene: Scene) => Json,
): Behaviour {
  const { present } = behaviour.http;
  return change(behaviour, 'http', {
    present(name, value, scene) {
      const last = present(name, value, scene);
      return name === operation && isObject(last) ? rewrite(last, scene) : last;
    },
  });
}

/** Rewrites each party in the successes of an operation. */
export function onDetails(
  behaviour: Behaviour,
  operation: OperationName,
  rewrite: (details: JsonObject, scene: Scene, index: number) => Json,
): Behaviour {
  return onSuccess(behaviour, operation, (value, scene) => {
    const shown = value.partyDetails;
    const details = Array.isArray(shown)
      ? shown.map((it, index) => (isObject(it) ? rewrite(it, scene, index) : it))
      : isObject(shown)
        ? rewrite(shown, scene, 0)
        : null;
    return { ...value, partyDetails: details };
  });
}

/** Rewrites each user in the successes of an operation. */
export function onUser(
  behaviour: Behaviour,
  operation: OperationName,
  rewrite: (user: JsonObject, scene: Scene, index: number) => Json,
): Behaviour {
  return onSuccess(behaviour, operation, (value, scene) => {
    if (isObject(value.user)) return { ...value, user: rewrite(value.user, scene, 0) };
    if (!Array.isArray(value.users)) return value;
    return { ...value, users: value.users.map((it, index) => (isObject(it) ? rewrite(it, scene, index) : it)) };
  });
}

/** Rewrites the body of every refusal. */
export function onErrorBody(
  behaviour: Behaviour,
  rewrite: (body: JsonObject, refusal: Refusal, scene: Scene) => Json,
): Behaviour {
  const { body } = behaviour.errors;
  return change(behaviour, 'errors', {
    body(refusal, scene) {
      const value = body(refusal, scene);
      return isObject(value) ? rewrite(value, refusal, scene) : value;
    },
  });
}

/** An object without some of its members. */
export function without(value: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** A member of a request body as it was sent, before any decoding. */
export function sent(scene: Scene, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = scene.json;
  for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

/** The identifier that a hint would have by the rules. */
function ownIdentifier(request: AllocatePartyRequest, scene: Scene): string {
  return `${request.partyIdHint}::${scene.world.namespace}`;
}

/** Waits for a party that another request is allocating. */
export async function whenCreated(party: string, scene: Scene): Promise<PartyRecord> {
  for (let turn = 0; turn < 200; turn += 1) {
    const record = scene.world.parties.get(party);
    if (record !== undefined) return record;
    await wait(1);
  }
  throw new Error(`nobody allocated ${party}`);
}

/** Gives identifiers by a rule of its own, and answers with the party that has one already. */
export function identifiedBy(
  behaviour: Behaviour,
  identify: (own: string, request: AllocatePartyRequest, scene: Scene) => string,
): Behaviour {
  const { identifier, duplicate, inFlight } = behaviour.allocation;
  return change(behaviour, 'allocation', {
    identifier: (name, request, scene) => identify(identifier(name, request, scene), request, scene),
    duplicate: (existing, request, scene) =>
      existing.party === ownIdentifier(request, scene) ? duplicate(existing, request, scene) : existing,
    inFlight: (party, request, scene) =>
      party === ownIdentifier(request, scene) ? inFlight(party, request, scene) : whenCreated(party, scene),
  });
}

/** Changes what is stored of the annotations that a creation sends. */
export function storedAs(
  behaviour: Behaviour,
  store: (annotations: ReadonlyMap<string, string>) => ReadonlyMap<string, string>,
): Behaviour {
  const { annotations } = behaviour.allocation;
  return usersCreatedAs(
    change(behaviour, 'allocation', { annotations: (request, scene) => store(annotations(request, scene)) }),
    (user) => ({ ...user, annotations: store(user.annotations) }),
  );
}

/** Changes what is stored, and answered, of a new user. */
export function usersCreatedAs(
  behaviour: Behaviour,
  make: (user: UserRecord, request: CreateUserRequest, scene: Scene) => UserRecord,
): Behaviour {
  const { record } = behaviour.users;
  return change(behaviour, 'users', { record: (request, scene) => make(record(request, scene), request, scene) });
}

/** Replaces the rule for the characters and the length of a hint. */
export function hintChecked(behaviour: Behaviour, hint: Syntax): Behaviour {
  return change(behaviour, 'syntax', { hint });
}

/** Makes another name of a hint; the digest is that of the hint, so that equal hints stay equal. */
export function hintNamed(behaviour: Behaviour, name: (hint: string, digest: string) => string): Behaviour {
  const original = behaviour.allocation.name;
  return change(behaviour, 'allocation', {
    name: (request, scene) =>
      request.partyIdHint === ''
        ? original(request, scene)
        : name(request.partyIdHint, createHash('sha256').update(request.partyIdHint).digest('hex').slice(0, 8)),
  });
}

/** Makes every allocation last, so that concurrent ones overlap for certain. */
export function lasting(behaviour: Behaviour, milliseconds: number): Behaviour {
  return change(behaviour, 'allocation', {
    work: async () => {
      await wait(milliseconds);
    },
  });
}
