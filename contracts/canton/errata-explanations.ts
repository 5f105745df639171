/**
 * The errata of the Canton contract that excuse problems of a response.
 */
import type { Explanation, ProblemInContext } from '../explanation.ts';

/** In order of precedence: the first that explains a problem is named. */
export const cantonExplanations: readonly Explanation[] = [
  {
    erratum: 'canton/nullable-error-members',
    explains: (context) => isNullOptional(context) && context.member?.owner === 'JsCantonError',
  },
  {
    erratum: 'canton/null-means-absent',
    explains: isNullOptional,
  },
  {
    erratum: 'canton/json-400',
    explains: ({ problem, status, mediaType }) =>
      problem.rule === 'media-type' && status === 400 && mediaType === 'application/json',
  },
  {
    erratum: 'canton/routing-not-found-body',
    explains: ({ problem, status, member, body }) =>
      problem.rule === 'required' && status === 404 && member?.owner === 'JsCantonError' && isRoutingBody(body),
  },
];

function isNullOptional({ problem, value, member }: ProblemInContext): boolean {
  return problem.rule === 'type' && value === null && member !== undefined && !member.required;
}

function isRoutingBody(body: ProblemInContext['body']): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { errors, status } = body as { readonly errors?: unknown; readonly status?: unknown };
  return Array.isArray(errors) && errors.every((entry) => typeof entry === 'string') && status === 404;
}
