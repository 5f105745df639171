/**
 * Inputs of POST /v2/parties: the body as a whole.
 */
import { DECODE, unreadableBodies, writtenOtherwise } from './any-body.ts';
import { type InputGroup, json, onPage, text } from './row.ts';

const REQUEST = onPage('schema/AllocatePartyRequest');

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
    ...writtenOtherwise(' {\n"partyIdHint" : "\\u0041lice" }\n', [
      json({ unknown: 1 }),
      json({ localMetadata: { unknown: {} } }),
    ]),
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
    ...unreadableBodies({
      onPage,
      request: REQUEST,
      malformed: ['{"partyIdHint":"a"', '{} x', "{'partyIdHint':'a'}", '{"partyIdHint":NaN}'],
      valid: '{}',
      notUtf8: '{"localMetadata":{"annotations":{"key":"a\u00ff"}}}',
    }),
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
