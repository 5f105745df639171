/**
 * Judges one response against the contract of its operation: by its content type first, then by its status.
 */
import { isUtf8 } from 'node:buffer';
import { type Contract, type DocumentedResponse, operationOf } from './contract.ts';
import { shorten } from './describe.ts';
import type { Json, JudgedResponse, Problem, ProfileName, ResponseForm, ResponseJudgement } from './model.ts';
import { memberAt, valueAt } from './schema-place.ts';
import { createValidator } from './validator.ts';

/** Judges responses of the operations of one contract. */
export interface Judge {
  /** Throws a `RangeError` for an operation that the contract does not have. Never throws for what is in a response. */
  judgeResponse(operationId: string, response: JudgedResponse): ResponseJudgement;
}

const JSON_MEDIA_TYPE = 'application/json';

/**
 * A judge for this contract. Members that belong to `reference` only are not looked at under `contract`, the default.
 * Schemas are compiled when they are first needed.
 *
 * @example
 * const judge = createJudge(loadContract('canton'));
 * judge.judgeResponse('postV2Parties', { status: 200, headers: { 'content-type': 'application/json' }, body }).problems;
 */
export function createJudge(contract: Contract, profile: ProfileName = 'contract'): Judge {
  const validate = createValidator(contract.document, profile);

  return {
    judgeResponse(operationId, response) {
      const operation = operationOf(contract, operationId);
      const mediaType = mediaTypeOf(response.headers['content-type']);
      const body = readBody(response.body, mediaType);
      const { documented, problem } = choose(operation.responses, response.status, mediaType);
      const problems: Problem[] = problem ? [problem] : [];
      if (!documented) return { form: 'undocumented', problems, errata: [], ...body.known };

      const isJson = documented.mediaType === JSON_MEDIA_TYPE;
      if (isJson && body.known.json === undefined) {
        return { form: 'undocumented', problems: [...problems, notJson(body.known.text)], errata: [], ...body.known };
      }
      if (documented.mediaType && !body.wellFormed) problems.push(notUtf8(body.known.text));
      const { json } = body.known;
      const { schema } = documented;
      if (schema && isJson && json !== undefined) problems.push(...validate(schema, json));

      const errata = new Set<string>();
      const remaining = problems.filter((found) => {
        const member = schema && memberAt(contract.document, schema, found.pointer);
        const context = {
          problem: found,
          value: valueAt(json, found.pointer),
          ...(member && { member }),
          status: response.status,
          mediaType,
          body: json,
        };
        const explanation = contract.explanations.find((candidate) => candidate.explains(context));
        if (explanation) errata.add(explanation.erratum);
        return !explanation;
      });
      return {
        form: formOf(response.status, documented),
        documentedAs: `${documented.status} ${documented.mediaType ?? 'without a body'}`,
        problems: remaining,
        errata: [...errata].sort(),
        ...body.known,
      };
    },
  };
}

interface ReadBody {
  readonly known: { readonly text: string; readonly json?: Json };
  /** The bytes are UTF-8. */
  readonly wellFormed: boolean;
}

function readBody(bytes: Uint8Array, mediaType: string): ReadBody {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const wellFormed = !text.includes('\uFFFD') || isUtf8(bytes);
  // A body under another content type is parsed too when it looks like JSON: what it names may have been created.
  const candidate = mediaType === JSON_MEDIA_TYPE || mediaType.endsWith('+json') || /^\s*[{[]/.test(text);
  const parsed = candidate ? parseJson(text) : undefined;
  return { known: { text, ...(parsed && { json: parsed.value }) }, wellFormed };
}

function parseJson(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** The media type in lower case, without parameters; empty when there is none. */
function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

interface Choice {
  readonly documented?: DocumentedResponse;
  readonly problem?: Problem;
}

function choose(responses: readonly DocumentedResponse[], status: number, mediaType: string): Choice {
  const exact = responses.filter((response) => response.status === String(status));
  const match = exact.find((response) => response.mediaType === undefined || response.mediaType === mediaType);
  if (match) return { documented: match };

  // "default" stands for failures: a success or a redirect that is not listed is not documented by it.
  const fallback = status >= 400 ? responses.filter((response) => response.status === 'default') : [];
  const byDefault = fallback.find((response) => response.mediaType === mediaType);
  if (byDefault) {
    if (exact.length === 0) return { documented: byDefault };
    return { documented: byDefault, problem: wrongMediaType(exact, mediaType) };
  }
  const possible = [...exact, ...fallback];
  if (possible.length > 0) return { problem: wrongMediaType(possible, mediaType) };
  const statuses = responses.map((response) => response.status).filter((code) => code !== 'default');
  return {
    problem: {
      pointer: '',
      expected: `status ${[...new Set(statuses)].join(' or ')}${responses.some((r) => r.status === 'default') ? ', or an error' : ''}`,
      actual: `status ${status}`,
      rule: 'status',
    },
  };
}

function wrongMediaType(responses: readonly DocumentedResponse[], mediaType: string): Problem {
  const expected = [...new Set(responses.map((response) => response.mediaType ?? 'no body'))].join(' or ');
  return { pointer: '', expected, actual: shorten(mediaType || 'no content type'), rule: 'media-type' };
}

function notJson(text: string): Problem {
  return { pointer: '', expected: 'a JSON text', actual: text === '' ? 'an empty body' : shorten(text), rule: 'json' };
}

function notUtf8(text: string): Problem {
  return { pointer: '', expected: 'text in UTF-8', actual: shorten(text), rule: 'utf8' };
}

function formOf(status: number, documented: DocumentedResponse): ResponseForm {
  if (status < 400) return 'success';
  return documented.mediaType === JSON_MEDIA_TYPE ? 'error' : 'decode-error';
}
