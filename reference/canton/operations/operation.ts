/**
 * What an operation is, and the steps that operations share.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Rule } from '../behaviour.ts';
import type { Answer, Scene } from '../call.ts';
import type { ShapeName } from '../messages.ts';
import { invalidArgument, type Refusal, Refused } from '../refusal.ts';

/** How a query member is read: at most once, as text or as a 32-bit integer, or as often as it is sent. */
export type QueryKind = 'text' | 'integer' | 'texts';

/** Values of the query, as its kinds say. What is missing is `undefined`, or an empty list. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** An operation that answers with JSON. `run` gets the decoded body, if there is one to be decoded. */
export interface JsonOperation {
  readonly kind: 'json';
  readonly body?: ShapeName;
  readonly query: Readonly<Record<string, QueryKind>>;
  run(scene: Scene, query: Query, message: unknown): Json | Promise<Json>;
}

/** An operation outside the JSON API: no token, no body, an answer of its own. */
export interface PlainOperation {
  readonly kind: 'plain';
  answer(scene: Scene): Answer;
}

export type Operation = JsonOperation | PlainOperation;

/** An operation without a body. */
export function reads(
  query: Readonly<Record<string, QueryKind>>,
  run: (scene: Scene, query: Query) => Json | Promise<Json>,
): JsonOperation {
  return { kind: 'json', query, run };
}

/** An operation with a body of a known shape. */
export function writes<Message>(
  body: ShapeName,
  run: (scene: Scene, message: Message) => Json | Promise<Json>,
): JsonOperation {
  // The decoder has just built the message by the table that `Message` describes.
  return { kind: 'json', body, query: {}, run: (scene, _query, message) => run(scene, message as Message) };
}

/** Throws the refusal of the first rule that has one. */
export function apply<Message>(rules: readonly Rule<Message>[], message: Message, scene: Scene): void {
  for (const rule of rules) refuseWith(rule.check(message, scene));
}

/** Throws a refusal, if there is one. */
export function refuseWith(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new Refused(refusal);
}

/** Throws a refusal when the user in the body is not that of the path. */
export function samePath(userId: string, { call, behaviour }: Scene): void {
  const path = call.parameters.user ?? '';
  if (behaviour.patch.samePath(path, userId)) return;
  const text = `${path} does not match user in body: Some(${userId}) `;
  throw new Refused(invalidArgument(text, { origin: 'http' }));
}

/** A query member that is text; empty when it is missing. */
export function text(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}

/** A query member that is a number; 0 when it is missing. */
export function integer(query: Query, name: string): number {
  const value = query[name];
  return typeof value === 'number' ? value : 0;
}

/** The values of a query member that may be repeated. */
export function texts(query: Query, name: string): readonly string[] {
  const value = query[name];
  return Array.isArray(value) ? value : [];
}
