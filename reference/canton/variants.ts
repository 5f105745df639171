/**
 * Legal differences between deployments: no suite may complain about any of them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { ProfileName } from '../../contracts/model.ts';
import { answerVariants } from './answer-variants.ts';
import type { Behaviour, Deployment } from './behaviour.ts';
import { type Answer, jsonAnswer, textAnswer } from './call.ts';
import { before, change, onCreation, onErrorBody, storedAs, without } from './change.ts';
import type { Variant } from './deviation.ts';
import { distinctWhenTaken } from './faults/duplicate.ts';
import { extended, omitted, reordered } from './json-styles.ts';
import { othersActive } from './others-active.ts';
import { invalidArgument, refusal, statusOf } from './refusal.ts';
import { byCodeUnit } from './store.ts';
import { userVariants } from './user-variants.ts';

const both: readonly ProfileName[] = ['contract', 'reference'];
const contract: readonly ProfileName[] = ['contract'];

function deployed(behaviour: Behaviour, parts: Partial<Deployment>): Behaviour {
  return change(behaviour, 'deployment', parts);
}

const unavailable = (): Answer =>
  textAnswer(
    503,
    'The server was not able to produce a timely response to your request.\r\nPlease try again in a short while!',
  );

const otherCodes: Readonly<Record<string, string>> = {
  INVALID_ARGUMENT: 'BAD_ARGUMENT',
  INVALID_FIELD: 'BAD_ARGUMENT',
  MISSING_FIELD: 'ARGUMENT_MISSING',
  INVALID_TOKEN: 'BAD_ARGUMENT',
  USER_NOT_FOUND: 'NO_SUCH_USER',
  PARTY_NOT_FOUND: 'NO_SUCH_PARTY',
  USER_ALREADY_EXISTS: 'USER_IS_THERE',
  TOO_MANY_USER_RIGHTS: 'LIMIT_EXCEEDED',
  INVALID_USER_UPDATE_REQUEST: 'BAD_ARGUMENT',
};

/** How old a party must be for a list that lags, in milliseconds. */
const LAG_MS = 600;

const collator = new Intl.Collator('en', { numeric: true });

export const cantonVariants: readonly Variant[] = [
  ...userVariants,
  ...answerVariants,
  {
    id: 'members-omitted-instead-of-null',
    title: 'Members that are "", null, {} or false are left out where they are optional',
    conformsTo: contract,
    apply: (b) => change(b, 'http', { encode: (value) => b.http.encode(omitted(value)) }),
  },
  {
    id: 'extra-members',
    title: 'Every object of a response has a member that no schema names',
    conformsTo: both,
    apply: (b) => change(b, 'http', { encode: (value) => b.http.encode(extended(value)) }),
  },
  {
    id: 'other-key-order',
    title: 'Members of responses come in another order',
    conformsTo: both,
    apply: (b) => change(b, 'http', { encode: (value) => b.http.encode(reordered(value)) }),
  },
  {
    id: 'other-namespace',
    title: 'The participant has another name and fingerprint',
    conformsTo: both,
    apply: (b) => deployed(b, { participantName: 'validator-7' }),
  },
  {
    id: 'chunked-responses',
    title: 'Bodies come in chunks, without a content length',
    conformsTo: both,
    apply: (b) =>
      change(b, 'http', {
        after: async (answer, scene) => ({ ...(await b.http.after(answer, scene)), chunked: true }),
      }),
  },
  {
    id: 'pretty-printed',
    title: 'JSON is indented',
    conformsTo: both,
    apply: (b) => change(b, 'http', { encode: (value) => JSON.stringify(value, null, 2) }),
  },
  {
    id: 'hint-ignored',
    title: 'Names are always chosen by the server',
    conformsTo: contract,
    apply: (b) =>
      change(b, 'allocation', {
        name: (request, scene) => b.allocation.name({ ...request, partyIdHint: '' }, scene),
      }),
  },
  {
    id: 'duplicate-gets-distinct-identifier',
    title: 'A taken hint gets a party of another identifier',
    conformsTo: contract,
    apply: (b) => distinctWhenTaken(b, false),
  },
  {
    id: 'transient-unavailable',
    title: 'Every eleventh request is answered with 503 before anything happens',
    conformsTo: both,
    apply: (b) => before(b, ({ call }) => (call.number % 11 === 0 ? unavailable() : undefined)),
  },
  {
    id: 'transient-in-flight',
    title: 'Every ninth allocation is answered with REQUEST_ALREADY_IN_FLIGHT without creating anything',
    conformsTo: both,
    apply(b) {
      let allocations = 0;
      return before(b, (scene) => {
        if (scene.call.operation !== 'allocateParty') return undefined;
        allocations += 1;
        if (allocations % 9 !== 0) return undefined;
        const { errors } = scene.behaviour;
        return errors.refused(refusal('REQUEST_ALREADY_IN_FLIGHT', 'The request is already in flight'), scene);
      });
    },
  },
  {
    id: 'unavailable-after-creating',
    title: 'Every thirteenth party or user is created although the answer is 503',
    conformsTo: both,
    apply(b) {
      let created = 0;
      return onCreation(b, (answer) => {
        if (answer.status === 200) created += 1;
        return answer.status === 200 && created % 13 === 0 ? unavailable() : answer;
      });
    },
  },
  {
    id: 'base-path',
    title: 'Everything is served below a path',
    conformsTo: both,
    apply: (b) => deployed(b, { basePath: '/some/path' }),
  },
  {
    id: 'slow',
    title: 'Every answer takes 20 to 60 ms',
    conformsTo: both,
    apply: (b) =>
      before(b, async ({ call }) => {
        await wait(20 + ((call.number * 7) % 41));
        return undefined;
      }),
  },
  {
    id: 'crowded',
    title: 'There are 3,000 other parties and 1,200 other users',
    conformsTo: both,
    apply: (b) => deployed(b, { parties: 3000, users: 1200 }),
  },
  {
    id: 'others-active',
    title: 'Others allocate parties and create and delete users every few milliseconds',
    conformsTo: both,
    apply: othersActive,
  },
  {
    id: 'list-lags',
    title: 'A new party is in the list after 0.6 s',
    conformsTo: contract,
    apply: (b) =>
      change(b, 'reading', {
        listed: (scene) => b.reading.listed(scene).filter(({ createdAt }) => performance.now() - createdAt >= LAG_MS),
      }),
  },
  {
    id: 'no-trace-ids',
    title: 'No error has a trace id',
    conformsTo: both,
    apply: (b) => onErrorBody(b, (body) => ({ ...body, traceId: null, context: without(Object(body.context), 'tid') })),
  },
  {
    id: 'traced',
    title: 'Every error has a trace id and a correlation id',
    conformsTo: both,
    apply: (b) =>
      onErrorBody(b, (body, _refusal, { traceId }) => ({ ...body, traceId, correlationId: traceId.slice(0, 16) })),
  },
  {
    id: 'with-authentication',
    title: 'Bearer tokens are demanded',
    conformsTo: both,
    apply: (b) => deployed(b, { authentication: true }),
  },
  {
    id: 'server-annotations',
    title: 'The server adds an annotation with a prefix',
    conformsTo: contract,
    apply: (b) => storedAs(b, (annotations) => new Map(annotations).set('server.example/created-by', 'server')),
  },
  {
    id: 'error-422-json',
    title: 'Bad input is answered with 422 and a JSON error',
    conformsTo: contract,
    apply: (b) =>
      change(b, 'errors', {
        status: ({ grpc }) => (statusOf(grpc) === 400 ? 422 : statusOf(grpc)),
        decodeFailure(failure, scene) {
          const { errors, http } = scene.behaviour;
          const refused = invalidArgument(failure.message, { origin: 'http' });
          return jsonAnswer(422, http.encode(errors.body(refused, scene)));
        },
      }),
  },
  {
    id: 'other-error-codes',
    title: 'Errors have other codes and texts',
    conformsTo: contract,
    apply: (b) =>
      onErrorBody(b, (body, { code }) => ({
        ...body,
        code: otherCodes[code] ?? code,
        cause: otherCodes[code] === undefined ? (body.cause ?? '') : 'This cannot be done.',
      })),
  },
  {
    id: 'plain-resource-names',
    title: 'Errors name resources as USER, not as ErrorResource(USER)',
    conformsTo: both,
    apply: (b) => change(b, 'errors', { resourceType: (type) => type }),
  },
  {
    id: 'small-page-limit',
    title: 'A page has at most 25 parties or 100 users',
    conformsTo: both,
    apply: (b) => change(b, 'limits', { partiesPage: 25, usersPage: 100 }),
  },
  {
    id: 'non-ascii-order',
    title: 'Lists are in the order of a dictionary',
    conformsTo: both,
    apply: (b) => deployed(b, { compare: (left, right) => collator.compare(left, right) || byCodeUnit(left, right) }),
  },
  {
    id: 'opaque-versions',
    title: 'Versions are no numbers',
    conformsTo: contract,
    apply: (b) =>
      change(
        change(b, 'view', {
          version: (version) => (version === undefined ? '' : `v-${(0x8f3a + version * 7919).toString(16)}`),
          parseVersion: () => 0,
        }),
        'patch',
        { isCurrent: (sent, stored) => sent === stored },
      ),
  },
  {
    id: 'connection-close',
    title: 'Every answer ends its connection',
    conformsTo: both,
    apply: (b) =>
      change(b, 'http', {
        async after(answer, scene) {
          const last = await b.http.after(answer, scene);
          return { ...last, headers: { ...last.headers, connection: 'close' } };
        },
      }),
  },
];
