/**
 * The way of one request, in the order of the product: query, token, body, `Accept`, operation.
 */
import type { Json } from '../../contracts/model.ts';
import { type Authority, identify } from './authentication.ts';
import { type Answer, jsonAnswer, type Scene, textAnswer } from './call.ts';
import { decodeMessage } from './decode.ts';
import type { JsonOperation, Query, QueryKind } from './operations/operation.ts';
import { operations } from './operations/table.ts';
import { DecodeFailure, Refused } from './refusal.ts';

/** Answers a request. Where it has no operation, `pathKnown` says whether another method would have one. */
export async function dispatch(scene: Scene, authority: Authority | undefined, pathKnown: boolean): Promise<Answer> {
  const { http } = scene.behaviour;
  const early = await http.before(scene);
  return http.after(early ?? (await answer(scene, authority, pathKnown)), scene);
}

async function answer(scene: Scene, authority: Authority | undefined, pathKnown: boolean): Promise<Answer> {
  const { behaviour, call } = scene;
  if (call.operation === undefined) return pathKnown ? methodNotAllowed() : notFound(scene);
  const operation = operations[call.operation];
  if (operation.kind === 'plain') return operation.answer(scene);
  try {
    const query = readQuery(operation, scene);
    scene.caller = await identify(scene, authority);
    const message = operation.body === undefined ? undefined : readBody(operation.body, scene);
    if (!behaviour.http.acceptable(call)) return { status: 406, headers: {}, body: null };
    const value = await operation.run(scene, query, message);
    return jsonAnswer(200, behaviour.http.encode(behaviour.http.present(call.operation, value, scene)));
  } catch (error) {
    if (error instanceof Refused) return behaviour.errors.refused(error.refusal, scene);
    if (error instanceof DecodeFailure) return behaviour.errors.decodeFailure(error, scene);
    throw error;
  }
}

function readBody(shape: NonNullable<JsonOperation['body']>, scene: Scene): unknown {
  const { body } = scene.behaviour;
  const json: Json = body.parse(body.text(scene.call), scene);
  scene.json = json;
  return decodeMessage(shape, json, body.repair);
}

function readQuery(operation: JsonOperation, scene: Scene): Query {
  const query: Record<string, Query[string]> = {};
  for (const [name, kind] of Object.entries(operation.query)) query[name] = readMember(name, kind, scene);
  return query;
}

function readMember(name: string, kind: QueryKind, { call, behaviour }: Scene): Query[string] {
  const values = call.query(name);
  if (kind === 'texts') return values;
  if (values.length > 1) throw new DecodeFailure(`query parameter ${name}`, 'multiple values');
  if (kind === 'text' || values[0] === undefined) return values[0];
  const value = behaviour.http.integer(values[0]);
  if (value === undefined) throw new DecodeFailure(`query parameter ${name}`);
  return value;
}

/** The answer of the product's own server for a path that nobody serves. */
export function notFound({ call, behaviour }: Scene): Answer {
  const errors = [`HttpMethod(${call.method}), uri: ${call.url}`];
  return jsonAnswer(404, behaviour.http.encode({ errors, status: 404, ledgerApiError: null }));
}

/** The answer for a path that is served, but not with this method. */
export function methodNotAllowed(): Answer {
  return textAnswer(405, 'Method Not Allowed');
}
