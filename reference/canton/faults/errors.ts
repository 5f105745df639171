/**
 * Faults of how refusals are written.
 */
import type { Behaviour } from '../behaviour.ts';
import type { Answer, Scene } from '../call.ts';
import { annotationRefusalsAs, change, changeRule, onErrorBody, without } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { type Refusal, statusOf } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

/** Writes the answer to a refusal in another way. */
function refusedWith(
  behaviour: Behaviour,
  write: (answer: Answer, refusal: Refusal, scene: Scene) => Answer,
): Behaviour {
  const { refused } = behaviour.errors;
  return change(behaviour, 'errors', { refused: (refusal, scene) => write(refused(refusal, scene), refusal, scene) });
}

const INTERNAL_STATUS = 500;

export const errorFaults: readonly Fault[] = [
  partyFault({
    id: 'error-without-code',
    title: 'Errors have no code',
    catches: ['errors/documented-form'],
    users: ['errors/documented-form'],
    apply: (b) => onErrorBody(b, (body) => without(body, 'code')),
  }),
  partyFault({
    id: 'error-without-category',
    title: 'Errors have no category',
    catches: ['errors/documented-form'],
    users: ['errors/documented-form'],
    apply: (b) => onErrorBody(b, (body) => without(body, 'errorCategory')),
  }),
  partyFault({
    id: 'error-context-array',
    title: 'The context of an error is an array',
    catches: ['errors/documented-form'],
    users: ['errors/documented-form'],
    apply: (b) => onErrorBody(b, (body) => ({ ...body, context: [] })),
  }),
  partyFault({
    id: 'error-context-with-numbers',
    title: 'The context of an error holds a number',
    catches: ['errors/documented-form'],
    users: ['errors/documented-form'],
    apply: (b) => onErrorBody(b, (body, { category }) => ({ ...body, context: { ...Object(body.context), category } })),
  }),
  partyFault({
    id: 'error-as-html',
    title: 'Errors are a page for people',
    catches: ['errors/documented-form'],
    users: ['errors/documented-form'],
    apply: (b) =>
      refusedWith(b, ({ status }, { code }) => ({
        status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: `<html><body><h1>${code}</h1></body></html>`,
      })),
  }),
  partyFault({
    id: 'error-empty-body',
    title: 'Errors have no body',
    catches: ['errors/documented-form'],
    users: ['errors/documented-form'],
    apply: (b) => refusedWith(b, ({ status }) => ({ status, headers: {}, body: null })),
  }),
  partyFault({
    id: 'error-json-as-text',
    title: 'JSON errors call themselves text',
    catches: ['hint/rejection-code', 'metadata/rejection-code', 'duplicate/rejection-code'],
    users: ['duplicate/race-losers-refused'],
    apply: (b) =>
      refusedWith(b, (answer) => ({
        ...answer,
        headers: { ...answer.headers, 'content-type': 'text/plain; charset=UTF-8' },
      })),
  }),
  partyFault({
    id: 'error-500-for-bad-annotations',
    title: 'Bad annotations are answered with 500',
    catches: ['errors/client-errors-are-4xx'],
    users: ['errors/client-errors-are-4xx'],
    apply: (b) =>
      annotationRefusalsAs(b, (refusal) => ({
        ...refusal,
        code: 'LEDGER_API_INTERNAL_ERROR',
        category: 4,
        grpc: 13,
      })),
  }),
  partyFault({
    id: 'error-500-for-oversize',
    title: 'Annotations that are too large are answered with 500',
    catches: ['errors/client-errors-are-4xx'],
    apply: (b) =>
      changeRule(b, 'allocateParty', 'annotations', ({ localMetadata }, scene, original) => {
        const size = localMetadata === null ? 0 : b.syntax.annotationSize(localMetadata.annotations);
        if (size > scene.behaviour.limits.annotationBytes) throw new Error('value too long for its column');
        return original();
      }),
  }),
  partyFault({
    id: 'error-omits-null-members',
    title: 'Members of an error that are null are left out',
    catches: ['errors/ten-members'],
    users: ['errors/ten-members'],
    breaks: 'reference',
    apply: (b) =>
      onErrorBody(b, (body) => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))),
  }),
  partyFault({
    id: 'error-category-wrong',
    title: 'Errors name another category than that of their code',
    catches: ['errors/members-agree'],
    users: ['errors/members-agree'],
    breaks: 'reference',
    apply: (b) => onErrorBody(b, (body, { category }) => ({ ...body, errorCategory: category === 8 ? 9 : 8 })),
  }),
  partyFault({
    id: 'error-category-wrong-for-missing',
    title: 'What does not exist is reported in the category of bad input',
    catches: ['errors/members-agree'],
    breaks: 'reference',
    apply: (b) => onErrorBody(b, (body, { category }) => ({ ...body, errorCategory: category === 11 ? 8 : category })),
  }),
  partyFault({
    id: 'error-grpc-code-wrong',
    title: 'Errors name another gRPC code than that of their status',
    catches: ['errors/members-agree'],
    users: ['errors/members-agree'],
    breaks: 'reference',
    apply: (b) => onErrorBody(b, (body, { grpc }) => ({ ...body, grpcCodeValue: grpc === 3 ? 9 : 3 })),
  }),
  partyFault({
    id: 'error-status-disagrees',
    title: 'Bad input is answered with 422, while the gRPC code stands for 400',
    catches: ['errors/members-agree'],
    users: ['errors/members-agree'],
    breaks: 'reference',
    apply: (b) => change(b, 'errors', { status: ({ grpc }) => (grpc === 3 ? 422 : statusOf(grpc)) }),
  }),
  partyFault({
    id: 'error-resources-empty',
    title: 'Errors do not name the resource that they are about',
    catches: ['errors/resource-named'],
    users: ['errors/resource-named'],
    breaks: 'reference',
    apply: (b) => onErrorBody(b, (body) => ({ ...body, resources: [] })),
  }),
  partyFault({
    id: 'error-resource-of-other-name',
    title: 'Errors name the type of the resource where its name belongs',
    catches: ['errors/resource-named'],
    users: ['errors/resource-named'],
    breaks: 'reference',
    apply: (b) =>
      onErrorBody(b, (body, { resources }) => ({ ...body, resources: resources.map(([type]) => [type, type]) })),
  }),
  partyFault({
    id: 'error-stack-trace',
    title: 'Errors show where in the code they come from',
    catches: ['errors/no-stack-trace'],
    users: ['errors/no-stack-trace'],
    breaks: 'reference',
    apply: (b) =>
      onErrorBody(b, (body, { code }) => ({
        ...body,
        cause: `${body.cause}\n\tat com.example.ledger.${code}.apply(PartyService.scala:312)\n\tat java.base/java.lang.Thread.run(Thread.java:833)`,
      })),
  }),
  partyFault({
    id: 'error-stack-trace-of-decoder',
    title: 'The text for a body that cannot be decoded shows where in the code it comes from',
    catches: ['errors/no-stack-trace'],
    users: ['errors/no-stack-trace'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'errors', {
        decodeFailure(failure, scene) {
          const answer = b.errors.decodeFailure(failure, scene);
          return { ...answer, body: `${answer.body}\n\tat io.example.Decoder.decode(Decoder.scala:71)` };
        },
      }),
  }),
  partyFault({
    id: 'error-500-for-null-metadata-members',
    title: 'null in the metadata is answered with 500',
    catches: ['errors/client-errors-are-4xx'],
    users: ['errors/client-errors-are-4xx'],
    apply: (b) =>
      change(b, 'errors', {
        decodeFailure(failure, scene) {
          const answer = b.errors.decodeFailure(failure, scene);
          return failure.detail.startsWith("Got value 'null'") ? { ...answer, status: INTERNAL_STATUS } : answer;
        },
      }),
  }),
];
