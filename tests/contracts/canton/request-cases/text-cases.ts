/** Request bodies and what the oracle must say of them: the text of a body. */
import { type Case, open, refused, type Table, table, VALID } from './table.ts';

/** Examples for the text of a body. */
export const textTables: readonly Table[] = [
  table('the text of a body', 'postV2Parties', [
    ['may have white space around it', ' \t\r\n{ "partyIdHint" : "a" }\n', VALID],
    ['may be escaped', '{"partyIdHin\\u0074":"\\u0061"}', VALID],
    ['is judged after its escapes are undone', '{"partyIdHint":"a\\/b"}', refused('hint-characters')],
    ...[
      '',
      ' ',
      '{',
      '{"partyIdHint":"a"',
      '{} x',
      '{}{}',
      "{'a':1}",
      '{a:1}',
      '{"a":1,}',
      '// c\n{}',
      '{"a":NaN}',
      '{"a":01}',
      '{"a":"\n"}',
      '\u00a0{}',
    ].map((body): Case => [`is refused when it is ${JSON.stringify(body)}`, body, refused('json')]),
    ['with a byte order mark is not scored', '\uFEFF{"partyIdHint":"a"}', open('byte-order-mark')],
    [
      'with a byte order mark is refused where the rest is',
      '\uFEFF{"partyIdHint":5}',
      refused('byte-order-mark', 'type'),
    ],
    [
      'in broken UTF-8 is not scored',
      Buffer.from('{"localMetadata":{"annotations":{"a":"\xff"}}}', 'latin1'),
      open('utf8'),
    ],
    [
      'in broken UTF-8 is refused in a hint',
      Buffer.from('{"partyIdHint":"\xff"}', 'latin1'),
      refused('hint-characters', 'utf8'),
    ],
    ['in UTF-16 is no JSON', Buffer.from('{"partyIdHint":"a"}', 'utf16le'), refused('json')],
    ['with a key twice is not scored', '{"partyIdHint":"a","partyIdHint":"b"}', open('duplicate-key')],
    [
      'with a key twice decides nothing, whatever the values',
      '{"partyIdHint":5,"partyIdHint":"a.b"}',
      open('duplicate-key', 'hint-characters'),
    ],
    ['with a key twice, once escaped', '{"partyIdHint":"a","partyIdHin\\u0074":"b"}', open('duplicate-key')],
    [
      'with a key twice further down',
      '{"localMetadata":{"annotations":{"a":"1","b":"[{\\"","a":"2"}}}',
      open('duplicate-key'),
    ],
    [
      'with equal keys in two objects is fine',
      '{"localMetadata":{"annotations":{"partyIdHint":"a"}},"partyIdHint":"a"}',
      VALID,
    ],
    [
      'with half a character is not scored',
      '{"localMetadata":{"annotations":{"a":"\\ud83d"}}}',
      open('lone-surrogate'),
    ],
    ['with both halves of a character is fine', '{"localMetadata":{"annotations":{"a":"\\ud83d\\ude00"}}}', VALID],
  ]),
];
