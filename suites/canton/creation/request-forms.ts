/**
 * The forms that a request may take beside its body: labels, codings, methods.
 */
import type { Json } from '../../../contracts/model.ts';
import { type AcceptanceEvidence, acceptances, type LabelledBody } from '../../../engine/checks/acceptance.ts';
import { holds } from '../../../engine/checks/accepts.ts';
import { scenario } from '../../../engine/checks/scenario.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Check, Requirement } from '../../../engine/requirement.ts';
import type { RequestTemplate } from '../../../engine/template.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { clause } from '../../clause.ts';
import { costOf, type Resource, requirementFor } from '../resource.ts';
import { nothingLost } from './nothing-lost.ts';

const PRODUCT = 'canton-reference-3.5';

const withHeaders =
  (headers: Readonly<Record<string, string>>) =>
  (template: RequestTemplate): RequestTemplate => ({ ...template, headers: { ...template.headers, ...headers } });

/** An experiment on a few bodies that are valid under the profile. */
export function one(
  { operation }: Resource,
  key: string,
  profile: 'contract' | 'reference',
  rows: readonly LabelledBody[],
) {
  return acceptances({ key, operation, profile, bodies: { kind: 'table', rows: () => rows } });
}

/** A body with its label. */
export function json(label: string, value: Json): LabelledBody {
  return { label, body: { kind: 'json', value } };
}

/** Ordinary bodies in every form of this topic, each an experiment of its own. */
export function formsOf(resource: Resource) {
  const { body } = resource;
  return {
    charset: one(resource, 'operation/charset-parameter-accepted', 'contract', [
      {
        ...json('charset=utf-8', body()),
        request: withHeaders({ 'content-type': 'application/json; charset=utf-8' }),
      },
      {
        ...json('charset="UTF-8" in other case', body()),
        request: withHeaders({ 'content-type': 'Application/JSON;charset="UTF-8"' }),
      },
    ]),
    otherType: one(resource, 'operation/content-type-not-enforced', 'contract', [
      { ...json('text/plain', body()), request: withHeaders({ 'content-type': 'text/plain' }) },
      { ...json('form', body()), request: withHeaders({ 'content-type': 'application/x-www-form-urlencoded' }) },
    ]),
    chunked: one(resource, 'operation/chunked-body-accepted', 'contract', [
      { ...json('chunked', body()), request: (template) => ({ ...template, chunked: true }) },
    ]),
  };
}

/** Requirements of this topic. */
export function labelledForms(resource: Resource): readonly Requirement[] {
  const { charset, otherType, chunked } = formsOf(resource);
  const read = (experiment: Experiment<AcceptanceEvidence>, satisfied: string): Check =>
    holds(
      [experiment],
      nothingLost(resource, ({ label }) => label),
      satisfied,
      { everyCaseAccepted: true },
    );
  return [
    requirementFor(resource, {
      id: 'operation/charset-parameter-accepted',
      level: 'MUST',
      profile: 'contract',
      source: clause('rfc', 'media-type-parameters'),
      text: 'A request labelled application/json; charset=utf-8 is accepted, and what it carries is kept.',
      explain: 'Usual causes: the Content-Type compared as a whole string.',
      check: read(charset, 'Requests with a charset were accepted and read.'),
    }),
    requirementFor(resource, {
      id: 'operation/content-type-not-enforced',
      level: 'SHOULD',
      profile: 'reference',
      source: clause(PRODUCT, 'content-type-not-enforced'),
      text: 'A body is read as JSON whatever its Content-Type says.',
      explain: 'The published examples send bodies without a Content-Type (curl -d). A 415 breaks them.',
      check: read(otherType, 'Bodies under other content types were read as JSON.'),
    }),
    requirementFor(resource, {
      id: 'operation/unacceptable-accept-refused',
      level: 'SHOULD',
      profile: 'reference',
      source: clause(PRODUCT, 'unacceptable-accept-refused'),
      text: 'A request that accepts only another media type is answered with 406 and creates nothing.',
      explain: 'Usual causes: the Accept header is not looked at.',
      check: refusedBefore(
        resource,
        'operation/unacceptable-accept-refused',
        'Accept: text/csv',
        406,
        withHeaders({ accept: 'text/csv' }),
      ),
    }),
    requirementFor(resource, {
      id: 'operation/wrong-method-refused',
      level: 'SHOULD',
      profile: 'reference',
      source: clause(PRODUCT, 'wrong-method-refused'),
      text: 'PUT on the collection is answered with 405 and creates nothing.',
      explain: 'Usual causes: a route that is registered for every method.',
      check: refusedBefore(resource, 'operation/wrong-method-refused', 'PUT', 405, (template) => ({
        ...template,
        method: 'PUT',
      })),
    }),
    requirementFor(resource, {
      id: 'operation/chunked-body-accepted',
      level: 'MUST',
      profile: 'contract',
      source: clause('rfc', 'chunked'),
      text: 'A body in chunked transfer coding is accepted, and what it carries is kept.',
      explain:
        'Usual causes: a handler that reads Content-Length bytes; a proxy that demands a length (411); a body without a length taken for none.',
      check: read(chunked, 'A chunked body was accepted and read.'),
    }),
  ];
}

/**
 * That members which no schema names are ignored: `body` has some at every level, `theirs` finds their names in an answer.
 */
export function unknownMembersIgnored(resource: Resource, body: Json, theirs: RegExp): Requirement {
  const kept = nothingLost(resource, () => 'unknown members');
  return requirementFor(resource, {
    id: 'operation/unknown-members-ignored',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'unknown-members-ignored'),
    text: 'Unknown members are ignored at every level: the request is accepted, nothing of them comes back, and the rest is kept.',
    explain:
      'Usual causes: additionalProperties: false added to the published schema; a body that is merged into the answer.',
    check: holds(
      [one(resource, 'operation/unknown-members-ignored', 'reference', [json('unknown members', body)])],
      (it, context) => {
        const answer = JSON.stringify(it.json) ?? '';
        if (!theirs.test(answer)) return kept(it, context);
        return {
          summary: 'An unknown member of the request came back in the answer',
          expected: 'unknown members are ignored',
          actual: answer,
          pointer: `/${resource.members.details}`,
        };
      },
      'Unknown members were ignored.',
      { everyCaseAccepted: true },
    ),
  });
}

/** A request that is valid but for its method or headers: refused with a status, between two controls, and nothing is created. */
function refusedBefore(
  resource: Resource,
  key: string,
  what: string,
  status: number,
  change: (template: RequestTemplate) => RequestTemplate,
) {
  const { operation, words, body } = resource;
  return scenario({
    key,
    cost: costOf(resource, 2, 4),
    satisfied: `${what} was answered with ${status} and nothing was created.`,
    run: async (steps) => {
      await steps.given(operation, 'control before', body());
      const record = await steps.create(operation, what, body(), { request: change });
      const seen = await operation.readBack(steps.context, record.names);
      await steps.given(operation, 'control after', body());
      steps.check(record.exchange.response?.status === status, {
        summary: `${what} was not answered with ${status}`,
        expected: `status ${status}`,
        actual: describeAnswer(record.exchange),
        evidence: [record.exchange],
      });
      if (!seen.available) return;
      steps.check(seen.found.size === 0, {
        summary: `${what} created a ${words.one}`,
        expected: 'nothing is created',
        actual: [...seen.found.values()].flat().join(', '),
        evidence: [record.exchange],
      });
    },
  });
}
