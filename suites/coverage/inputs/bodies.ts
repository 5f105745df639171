/**
 * Inputs of POST /v2/parties: the body as a whole.
 */
import { type InputGroup, json, ofProduct, onPage, text } from './row.ts';

const REQUEST = onPage('schema/AllocatePartyRequest');
const DECODE = 'body/decode-error-form';

/** The body. */
export const bodyInputs: InputGroup = {
  title: 'The body',
  operation: 'postV2Parties',
  rows: [
    {
      input: 'an object with any of the members, or none',
      contract: 'accepted',
      reference: 'accepted',
      behind: [onPage('schema/AllocatePartyRequest/optional')],
      requirements: ['operation/optional-members-may-be-missing', 'operation/offered'],
      examples: [json({}), json({ partyIdHint: 'Alice' }), json({ localMetadata: { annotations: { key: 'value' } } })],
    },
    {
      input: 'the same JSON value in other spellings: key order, white space, `\\u` escapes, pretty print',
      contract: 'accepted',
      reference: 'accepted',
      behind: ['rfc#json-equality'],
      requirements: ['operation/equal-json-spellings'],
      examples: [text(' {\n"partyIdHint" : "\\u0041lice" }\n')],
      remark: 'decision 0002',
    },
    {
      input: 'members that the schema does not name',
      contract: 'not-scored',
      reference: 'accepted',
      behind: ['canton/unknown-members-ignored', ofProduct('unknown-members-ignored')],
      requirements: ['operation/unknown-members-ignored'],
      examples: [json({ unknown: 1 }), json({ localMetadata: { unknown: {} } })],
    },
    {
      input: 'a member of the wrong JSON type, at every path',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['body/wrong-type-rejected', DECODE],
      violations: ['wrong-type'],
      examples: [json({ partyIdHint: 5 }), json({ localMetadata: { annotations: { key: true } } })],
    },
    {
      input: '`null` for every member but `localMetadata`',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['body/null-rejected', DECODE],
      violations: ['null'],
      examples: [json({ partyIdHint: null }), json({ localMetadata: { annotations: null } })],
    },
    {
      input: 'no body, or nothing but white space',
      contract: 'refused',
      reference: 'refused',
      behind: [onPage('request-body')],
      requirements: ['body/missing-body-rejected', DECODE],
      violations: ['missing-body'],
      examples: [text(''), text('\n')],
    },
    {
      input: 'no JSON: cut off, with something after it, single quotes, comments, NaN, raw control characters',
      contract: 'refused',
      reference: 'refused',
      behind: [onPage('request-media-type'), 'rfc#json-grammar'],
      requirements: ['body/malformed-json-rejected', DECODE],
      violations: ['malformed-json'],
      examples: [text('{"partyIdHint":"a"'), text('{} x'), text("{'partyIdHint':'a'}"), text('{"partyIdHint":NaN}')],
    },
    {
      input: 'JSON, but no object',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['body/not-an-object-rejected', DECODE],
      violations: ['not-an-object'],
      examples: [text('[]'), text('"x"'), text('42'), text('null')],
    },
    {
      input: 'a byte order mark before the JSON',
      contract: 'not-scored',
      reference: 'not-scored',
      behind: ['canton/lenient-http', ofProduct('byte-order-mark-rejected')],
      requirements: ['body/byte-order-mark-rejected'],
      violations: ['byte-order-mark'],
      examples: [text('\uFEFF{}')],
      remark: 'a SHOULD of `reference` says that it is refused',
    },
    {
      input: 'bytes that are not UTF-8',
      contract: 'not-scored',
      reference: 'not-scored',
      behind: ['canton/lenient-http'],
      violations: ['invalid-utf8'],
      examples: [{ kind: 'bytes', latin1: '{"localMetadata":{"annotations":{"key":"a\u00ff"}}}' }],
      remark: 'not sent',
    },
    {
      input: 'a key that occurs twice, or half of a surrogate pair',
      contract: 'not-scored',
      reference: 'not-scored',
      behind: ['canton/lenient-http', onPage('schema/ObjectMeta/annotations/duplicate-keys')],
      examples: [
        text('{"partyIdHint":"a","partyIdHint":"b"}'),
        text('{"localMetadata":{"annotations":{"key":"\\ud800"}}}'),
      ],
      remark: 'not sent',
    },
  ],
};
