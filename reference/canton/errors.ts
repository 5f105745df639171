/**
 * How the product writes its errors: four kinds of body, chosen by the layer that speaks.
 */
import type { ErrorBehaviour } from './behaviour.ts';
import { jsonAnswer, textAnswer } from './call.ts';
import { isRetryable, statusOf } from './refusal.ts';

const LONGEST_CAUSE = 512;

export const faithfulErrors: ErrorBehaviour = {
  status: (refusal) => statusOf(refusal.grpc),

  body(refusal, scene) {
    const fromLedger = refusal.origin === 'grpc';
    return {
      code: refusal.code,
      cause: refusal.cause.slice(0, LONGEST_CAUSE),
      correlationId: refusal.correlationId,
      traceId: refusal.origin === 'http' ? null : scene.traceId,
      context: fromLedger
        ? {
            category: String(refusal.category),
            ...(refusal.definite && { definite_answer: 'false' }),
            tid: scene.traceId,
            participant: scene.behaviour.deployment.participantName,
            ...refusal.context,
          }
        : refusal.context,
      resources: refusal.resources.map(([type, name]) => [
        fromLedger ? scene.behaviour.errors.resourceType(type) : type,
        name,
      ]),
      errorCategory: refusal.category,
      grpcCodeValue: refusal.grpc,
      retryInfo: isRetryable(refusal.category) ? '1 second' : null,
      definiteAnswer: refusal.origin === 'http' ? false : null,
    };
  },

  refused(refusal, scene) {
    const { errors, http } = scene.behaviour;
    return jsonAnswer(errors.status(refusal), http.encode(errors.body(refusal, scene)));
  },

  decodeFailure: (failure) => textAnswer(400, failure.message),

  resourceType: (type) => `ErrorResource(${type})`,
};
