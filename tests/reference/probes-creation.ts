/**
 * For each fault of allocation what shows it: operation, identifiers, hints, duplicates.
 */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import {
  afterAllocating,
  atOnce,
  createUser,
  getOf,
  hints,
  inTurn,
  leaving,
  list,
  type Probe,
  post,
  requests,
  seen,
} from './probe.ts';

const marked = { partyIdHint: 'plain', localMetadata: { annotations: { a: 'b' } } };
const plain = requests(post(marked));
const spelled = (body: string): Probe => requests(post(body));
const dozen = Array.from({ length: 12 }, (_, index) => ({ partyIdHint: `h${index}` }));
const twelve = Array.from({ length: 12 }, () => ({ partyIdHint: 'same' }));
const readBack = afterAllocating(dozen, (parties) => parties.map((party) => getOf(party)));
const long = 'l'.repeat(183);

/** Allocates with a body in chunks. */
const chunked: Probe = async (bench) => {
  const sent = request(`${bench.reference.url}/v2/parties`, { method: 'POST' });
  sent.setHeader('transfer-encoding', 'chunked');
  sent.end(JSON.stringify(marked));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, text: await text(answer) };
};

/** Sends no body, and looks at the list when something has had the time to come. */
const namelessLater: Probe = async (bench) => {
  await bench.send(post(undefined));
  await wait(3_200);
  return (await bench.send(list())).json.partyDetails.length;
};

/** Allocates, waits until later, and reads. */
const later: Probe = async (bench) => {
  await bench.send(post({ partyIdHint: 'early', localMetadata: { annotations: { a: 'b' } } }));
  await bench.send(post({ partyIdHint: 'refused', localMetadata: { annotations: { '': 'b' } } }));
  for (let index = 0; index < 22; index += 1) await bench.send(post({ partyIdHint: `more-${index}` }));
  return [
    seen(await bench.send(getOf(`early::${bench.namespace}`))),
    seen(await bench.send(getOf(`refused::${bench.namespace}`))),
  ];
};

/** The same, with nothing between but time. */
const muchLater: Probe = async (bench) => {
  await bench.send(post({ partyIdHint: 'early' }));
  await wait(330);
  return seen(await bench.send(getOf(`early::${bench.namespace}`)));
};

/** Whether a hint with an emoji is answered while fifty other requests are. */
const emojiAnswered: Probe = async (bench) => {
  let answered = false;
  const settle = (): void => {
    answered = true;
  };
  bench.send(post({ partyIdHint: '\u{1f600}' })).then(settle, () => {});
  for (let index = 0; index < 50 && !answered; index += 1) await bench.send(list());
  return answered;
};

export const creationProbes: Readonly<Record<string, Probe>> = {
  'operation-missing': plain,
  'operation-not-allowed': plain,
  'operation-unimplemented': plain,
  'success-201': plain,
  'success-as-text': plain,
  'response-without-party': plain,
  'response-party-number': plain,
  'response-is-local-string': plain,
  'response-not-json': plain,
  'response-annotations-array': plain,
  'response-details-in-array': plain,
  'demands-hint': requests(post({})),
  'refuses-empty-hint': requests(post({ partyIdHint: '' })),
  'refuses-empty-user-id': requests(post({ partyIdHint: 'x', userId: '' })),
  'refuses-empty-synchronizer-id': requests(post({ partyIdHint: 'x', synchronizerId: '' })),
  'refuses-null-metadata': requests(post({ partyIdHint: 'x', localMetadata: null })),
  'refuses-metadata-without-annotations': requests(post({ partyIdHint: 'x', localMetadata: {} })),
  'refuses-unknown-members': requests(post({ partyIdHint: 'x', unknown: 1 })),
  'refuses-unknown-members-in-metadata': requests(post({ partyIdHint: 'x', localMetadata: { unknown: 1 } })),
  'unknown-members-echoed': requests(post({ partyIdHint: 'x', unknown: 1 })),
  'refuses-charset-parameter': requests(post({}, { headers: { 'content-type': 'application/json; charset=utf-8' } })),
  'enforces-content-type': requests(post({}, { headers: { 'content-type': 'text/plain' } })),
  'ignores-accept': requests(post({}, { headers: { accept: 'text/html' } })),
  'refuses-accept-too-late': leaving(requests(post({ partyIdHint: 'x' }, { headers: { accept: 'text/html' } }))),
  'put-allocates': requests(post({}, { method: 'PUT' })),
  'refuses-leading-whitespace': spelled(' {}'),
  'refuses-pretty-print': spelled('{\n  "partyIdHint": "x"\n}'),
  'escapes-not-decoded': spelled('{"partyIdHint":"\\u0041"}'),
  'key-order-matters': spelled('{"userId":"","partyIdHint":"x"}'),
  'refuses-chunked': chunked,
  'chunked-body-ignored': chunked,
  'chunked-loses-annotations': chunked,
  'chunked-loses-annotations-unsaid': chunked,
  'chunked-loses-hint': chunked,
  'charset-loses-annotations': requests(
    post(marked, { headers: { 'content-type': 'application/json; charset=utf-8' } }),
  ),
  'content-type-loses-annotations': requests(post(marked, { headers: { 'content-type': 'text/plain' } })),
  'unknown-members-lose-annotations': requests(
    post({ ...marked, localMetadata: { ...marked.localMetadata, unknownMember: 1 } }),
  ),

  'id-with-illegal-character': plain,
  'id-empty': plain,
  'id-too-long': plain,
  'id-too-long-for-long-hints': hints('l'.repeat(185)),
  'id-without-namespace': plain,
  'namespace-varies': hints(...dozen.map((it) => it.partyIdHint)),
  'participant-id-other-namespace': requests({ path: '/v2/parties/participant-id' }),
  'same-id-without-hint': leaving(requests(post({}), post({}))),
  'hint-truncated-to-8': hints(`${'n'.repeat(8)}-1`, `${'n'.repeat(8)}-2`),
  'id-repeats-after-64': leaving(hints(...Array.from({ length: 73 }, (_, index) => `h${index}`))),
  'concurrent-allocations-share-id': leaving(atOnce(dozen)),
  'case-folded': hints('Name', 'name'),
  'spaces-trimmed': hints('name', ' name'),
  'spaces-at-the-end-trimmed': hints('name', 'name '),
  'minus-and-underscore-folded': hints('a-b', 'a_b'),
  'long-hints-truncated': hints(`${long}-1`, `${long}-2`),
  'last-character-dropped': hints(`${long}-1`, `${long}-2`),
  'reuses-existing-id': hints(...dozen.map((it) => it.partyIdHint)),
  'generated-name-sequential': requests(post({})),

  'get-shows-other-details': readBack,
  'allocated-party-not-readable': readBack,
  'id-changes-later': later,
  'details-change-later': later,
  'party-vanishes-later': muchLater,
  'listed-twice': afterAllocating(dozen, () => [list()]),
  'not-listed': afterAllocating(dozen, () => [list()]),
  'refused-but-created-later': later,
  'nameless-created-later': namelessLater,
  'is-local-false': plain,
  'identity-provider-invented': plain,

  'refuses-space': hints('a b'),
  'refuses-leading-space': hints(' a'),
  'refuses-inner-colon': hints('a:b'),
  'refuses-underscore': hints('a_b'),
  'refuses-leading-digit': hints('1a'),
  'refuses-trailing-minus': hints('a-'),
  'refuses-capital-z': hints('Z'),
  'refuses-one-character': hints('a'),
  'hint-limit-64': hints('l'.repeat(65)),
  'hint-limit-184': hints('l'.repeat(185)),
  'hint-honoured-sometimes': hints('a', 'b', 'c', 'd'),
  'hint-lowercased': hints('Name'),
  'hint-prefixed': hints('name'),
  'accepts-dot': hints('a.b'),
  'hint-checked-to-64': hints(`${'a'.repeat(70)}.`),
  'accepts-inner-at': hints('a@b'),
  'accepts-character-range-of-minus': hints('a/b'),
  'accepts-between-capitals-and-letters': hints('a^b'),
  'unanchored-start': hints('#a'),
  'unanchored-end': hints('a#'),
  'illegal-hint-sanitised': hints('a.b'),
  'error-inside-200': hints('a.b'),
  'refuses-only-duplicates': hints('a.b', 'l'.repeat(300)),
  'service-unavailable-for-invalid': hints('a.b'),
  'server-error-for-invalid': hints('a.b'),
  'accepts-control-characters': hints('a\u0000b'),
  'accepts-tab': hints('a\tb'),
  'accepts-delete': hints('a\u007fb'),
  'newline-at-end-accepted': hints('a\n'),
  'newline-at-end-trimmed': hints('a\n'),
  'accepts-unicode-letters': hints('\u00e9'),
  'accepts-unicode-digits': hints('\u0663'),
  'hangs-on-emoji': emojiAnswered,
  'hint-unlimited': hints('l'.repeat(512)),
  'hint-limit-256': hints('l'.repeat(256)),
  'too-long-hint-truncated': hints('l'.repeat(256)),
  'hint-limit-255': hints('l'.repeat(186)),
  'accepts-double-colon': hints('a::b'),
  'hint-rejected-as-invalid-field': hints('a.b'),

  'duplicate-returns-original': hints('a', 'a'),
  'duplicate-overwrites-metadata': inTurn(
    requests(post({ partyIdHint: 'd' }), post({ partyIdHint: 'd', localMetadata: { annotations: { a: 'b' } } })),
    (bench) => requests(getOf(`d::${bench.namespace}`))(bench),
  ),
  'duplicate-bumps-version': inTurn(hints('d', 'd'), (bench) => requests(getOf(`d::${bench.namespace}`))(bench)),
  'duplicate-grants-user': requests(
    createUser('u'),
    post({ partyIdHint: 'd' }),
    post({ partyIdHint: 'd', userId: 'u' }),
    { path: '/v2/users/u/rights' },
  ),
  'duplicate-window': hints('d', ...Array.from({ length: 13 }, (_, index) => `h${index}`), 'd'),
  'duplicate-409': hints('a', 'a'),
  'duplicate-gets-distinct-id': hints('a', 'a'),
  'race-all-get-same-id': atOnce(twelve),
  'race-second-gets-same-id': async (bench) => {
    const answers = await Promise.all(twelve.map((body) => bench.send(post(body))));
    return answers.filter((it) => it.status === 200).length;
  },
  'race-distinct-ids': atOnce(twelve),
  'race-losers-500': atOnce(twelve),
};
