/**
 * Inputs of creations: the form of the request.
 */
import { type Creation, type InputGroup, ofProduct } from './row.ts';

/** The form of the request. */
export function requestInputs({ operation, onPage, withMetadata, right }: Creation): InputGroup {
  const valid = [withMetadata({})];
  return {
    title: 'The form of the request',
    operation,
    rows: [
      {
        input: '`Content-Type: application/json; charset=utf-8`',
        contract: 'accepted',
        reference: 'accepted',
        behind: [onPage('request-media-type'), 'rfc#media-type-parameters'],
        requirements: ['operation/charset-parameter-accepted'],
        examples: valid,
        decidedBy: 'request',
        remark: 'decision 0002',
      },
      {
        input: 'chunked transfer coding',
        contract: 'accepted',
        reference: 'accepted',
        behind: ['rfc#chunked'],
        requirements: ['operation/chunked-body-accepted'],
        examples: valid,
        decidedBy: 'request',
        remark: 'decision 0002',
      },
      {
        input: 'no content type, or another one',
        contract: 'not-scored',
        reference: 'not-scored',
        behind: ['canton/lenient-http', ofProduct('content-type-not-enforced')],
        requirements: ['operation/content-type-not-enforced'],
        examples: valid,
        decidedBy: 'request',
        remark: 'a SHOULD of `reference` says that it is accepted',
      },
      {
        input: 'an `Accept` that excludes JSON',
        contract: 'not-scored',
        reference: 'not-scored',
        behind: ['canton/not-acceptable-after-decoding', ofProduct('unacceptable-accept-refused')],
        requirements: ['operation/unacceptable-accept-refused'],
        examples: valid,
        decidedBy: 'request',
        remark: 'a SHOULD of `reference` says that it is refused with 406',
      },
      {
        input: 'another method on the path',
        contract: 'not-scored',
        reference: 'not-scored',
        behind: ['canton/undocumented-transport-statuses', ofProduct('wrong-method-refused')],
        requirements: ['operation/wrong-method-refused'],
        examples: valid,
        decidedBy: 'request',
        remark: 'a SHOULD of `reference` says that it is refused with 405',
      },
      {
        input: 'no token, or one that is malformed, altered, unsigned or expired, in either header',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage('security')],
        requirements: [
          'authentication/missing-token-refused',
          'authentication/malformed-token-refused',
          'authentication/broken-signature-refused',
          'authentication/unsigned-token-refused',
          'authentication/expired-token-refused',
        ],
        examples: valid,
        decidedBy: 'request',
        remark: 'where the target demands authentication; erratum canton/authentication-may-be-off',
      },
      {
        input: `a token of a user without the right to ${right}`,
        contract: 'refused',
        reference: 'refused',
        behind: [onPage('authorization')],
        requirements: ['authentication/not-entitled-refused'],
        examples: valid,
        decidedBy: 'request',
        remark: 'where the operator gives such a token',
      },
    ],
  };
}
