/**
 * Bodies that are not JSON, each one slip away from a valid body. A server that forgives the slip finds a valid request in it and
 * creates what it asks for, which is how the slip is seen: so the rest of the body must be right.
 */
import type { Json } from '../contracts/model.ts';
import { namePlaceholder } from './placeholder.ts';
import { fromTable, type TableVariant, type Violation } from './violation.ts';

/** How a body of the operation is laid out for text that ends in its name. */
export interface TextFrame {
  /** The valid body, reordered so that its JSON ends in `"<key>":"<placeholder>"` and closing braces. */
  arrange(valid: Json): Json;
  /** The member that holds the name. */
  readonly key: string;
  /** The same body with a free text in a place where any non-empty string is legal. */
  withText(arranged: Json, text: string): Json;
}

/** The pieces of an arranged body. */
interface Pieces {
  /** The whole body: `head` + `member` + `close`. */
  readonly text: string;
  readonly head: string;
  /** `"key":"<placeholder>"`. */
  readonly member: string;
  /** The closing braces. */
  readonly close: string;
  /** The whole body with the raw text where a string literal belongs. */
  withLiteral(literal: string): string;
}

type Slip = (pieces: Pieces, key: string) => string;
type Row = readonly [label: string, slip: Slip, smoke?: 'smoke'];

const name = namePlaceholder();

const SLIPS: readonly Row[] = [
  ['truncated: last brace missing', ({ text }) => text.slice(0, -1), 'smoke'],
  ['truncated: inside the last string', ({ head, member }) => head + member.slice(0, -1)],
  ['truncated: after a comma', ({ head, member }) => `${head}${member},`],
  ['truncated: after a member name', ({ head, member }) => `${head}${member},"x"`],
  ['truncated: after a colon', ({ head, member }) => `${head}${member},"x":`],
  ['truncated: after the first brace', () => '{'],
  ['trailing garbage: a letter', ({ text }) => `${text}x`, 'smoke'],
  ['trailing garbage: a brace', ({ text }) => `${text}}`],
  ['trailing garbage: a bracket', ({ text }) => `${text}]`],
  ['trailing garbage: a comma', ({ text }) => `${text},`],
  ['trailing garbage: a word on the next line', ({ text }) => `${text}\nnull`],
  ['second document: the same again', ({ text }) => text + text],
  ['second document: on the next line', ({ text }) => `${text}\n${text}\n`],
  ['second document: an empty object', ({ text }) => `${text}{}`],
  ['leading garbage: a letter', ({ text }) => `x${text}`],
  ['leading garbage: a guard against script inclusion', ({ text }) => `)]}',\n${text}`],
  [
    'single quotes: around the member name',
    ({ head, member, close }, key) => `${head}'${key}'${member.slice(key.length + 2)}${close}`,
  ],
  ['single quotes: around the value', ({ head, close }, key) => `${head}"${key}":'${name}'${close}`, 'smoke'],
  ['unquoted member name', ({ head, close }, key) => `${head}${key}:"${name}"${close}`],
  ['unquoted value', ({ head, close }, key) => `${head}"${key}":${name}${close}`],
  ['comment: /* */', ({ text }) => `{/* comment */${text.slice(1)}`, 'smoke'],
  ['comment: //', ({ text }) => `{// comment\n${text.slice(1)}`],
  ['comment: #', ({ text }) => `{# comment\n${text.slice(1)}`],
  ['comment: after the end', ({ text }) => `${text} // comment`],
  ['trailing comma', ({ head, member, close }) => `${head}${member},${close}`],
  ['leading comma', ({ text }) => `{,${text.slice(1)}`],
  ['two commas', ({ head, member, close }) => `${head}${member},,"x":1${close}`],
  ['comma missing', ({ head, member, close }) => `${head}${member} "x":1${close}`],
  ['colon missing', ({ head, close }, key) => `${head}"${key}" "${name}"${close}`],
  ['equals sign for the colon', ({ head, close }, key) => `${head}"${key}"="${name}"${close}`],
  ['brackets that do not match', ({ text }) => `${text.slice(0, -1)}]`],
  ['number: NaN', literalMember('NaN'), 'smoke'],
  ['number: Infinity', literalMember('Infinity')],
  ['number: hexadecimal', literalMember('0x1F')],
  ['number: leading zero', literalMember('01')],
  ['number: leading plus', literalMember('+1')],
  ['number: leading point', literalMember('.5')],
  ['number: trailing point', literalMember('1.')],
  ['number: exponent without digits', literalMember('1e')],
  ['word: True', literalMember('True')],
  ['word: undefined', literalMember('undefined')],
  ['word: nul', literalMember('nul')],
  ['string: unescaped newline', ({ withLiteral }) => withLiteral('"a\nb"'), 'smoke'],
  ['string: unescaped tab', ({ withLiteral }) => withLiteral('"a\tb"')],
  ['string: unescaped U+0001', ({ withLiteral }) => withLiteral('"a\u0001b"')],
  ['string: unknown escape', ({ withLiteral }) => withLiteral('"a\\qb"')],
  ['string: hexadecimal escape', ({ withLiteral }) => withLiteral('"a\\x41b"')],
  ['string: escape of three digits', ({ withLiteral }) => withLiteral('"a\\u041"')],
  ['string: escaped single quote', ({ withLiteral }) => withLiteral(`"a\\'b"`)],
  ['string: unescaped quote', ({ withLiteral }) => withLiteral('"a"b"')],
  ['string: back quotes', ({ withLiteral }) => withLiteral('`a`')],
  ['other format: form', (_, key) => `${key}=${name}`],
  ['other format: YAML', (_, key) => `${key}: "${name}"\n`],
  ['other format: XML', (_, key) => `<request><${key}>${name}</${key}></request>`],
];

function literalMember(literal: string): Slip {
  return ({ head, member, close }) => `${head}${member},"x":${literal}${close}`;
}

/** The body is not JSON. */
export function malformedJson(frame: TextFrame): Violation {
  return {
    id: 'malformed-json',
    title: 'a body that is not JSON',
    profile: 'contract',
    pointer: '',
    carrier: (valid) => frame.arrange(valid),
    variants: fromTable(
      SLIPS.map(([label, slip, smoke]) =>
        textVariant(label, (valid) => slip(piecesOf(frame, valid), frame.key), smoke),
      ),
    ),
  };
}

/** There is no body, or nothing but white space. */
export function missingBody(frame: TextFrame): Violation {
  const rows: readonly (readonly [string, string])[] = [
    ['no bytes', ''],
    ['one space', ' '],
    ['a newline', '\n'],
    ['white space', ' \t\r\n '],
  ];
  return {
    id: 'missing-body',
    title: 'no body, or nothing but white space',
    profile: 'contract',
    pointer: '',
    carrier: (valid) => frame.arrange(valid),
    variants: fromTable(
      rows.map(([label, text], index) => textVariant(label, () => text, index === 0 ? 'smoke' : undefined)),
    ),
  };
}

/** A byte order mark before the JSON: RFC 8259 leaves it to the parser. */
export function byteOrderMark(frame: TextFrame): Violation {
  return {
    id: 'byte-order-mark',
    title: 'a byte order mark before the JSON',
    profile: 'reference',
    pointer: '',
    carrier: (valid) => frame.arrange(valid),
    variants: fromTable([
      {
        label: 'U+FEFF before the body',
        rule: 'byte-order-mark',
        pointer: '',
        smoke: true,
        apply: (valid) => ({ kind: 'text', text: `\ufeff${JSON.stringify(frame.arrange(valid))}` }),
      },
    ]),
  };
}

/** Bytes that are not UTF-8, in a text that may hold anything. Some servers replace them, which the contract leaves open. */
export function invalidUtf8(frame: TextFrame): Violation {
  const rows: readonly (readonly [string, string])[] = [
    ['a byte that never occurs', '\xff'],
    ['a continuation byte alone', '\x80'],
    ['a sequence cut short', '\xe2\x82'],
    ['an overlong slash', '\xc0\xaf'],
    ['half a surrogate pair', '\xed\xa0\x80'],
    ['Latin-1', '\xe9'],
  ];
  return {
    id: 'invalid-utf8',
    title: 'bytes that are not UTF-8',
    profile: 'not-scored',
    pointer: '',
    carrier: (valid) => frame.arrange(valid),
    variants: fromTable(
      rows.map(([label, bytes], index) => ({
        label,
        rule: 'utf8',
        pointer: '',
        smoke: index === 0,
        apply: (valid) => {
          const text = piecesOf(frame, valid).withLiteral('"\u0000"');
          return {
            kind: 'bytes',
            latin1: Buffer.from(text, 'utf8').toString('latin1').replace('\u0000', `a${bytes}b`),
          };
        },
      })),
    ),
  };
}

function textVariant(label: string, text: (valid: Json) => string, smoke?: 'smoke'): TableVariant {
  return {
    label,
    rule: 'json',
    pointer: '',
    smoke: smoke !== undefined,
    apply: (valid) => ({ kind: 'text', text: text(valid) }),
  };
}

function piecesOf(frame: TextFrame, valid: Json): Pieces {
  const arranged = frame.arrange(valid);
  const text = JSON.stringify(arranged);
  const member = `${JSON.stringify(frame.key)}:${JSON.stringify(name)}`;
  const start = text.lastIndexOf(member);
  const close = text.slice(start + member.length);
  if (start < 0 || !/^\}+$/.test(close)) throw new Error(`the arranged body does not end in ${frame.key}`);
  const mark = 'place-of-the-literal';
  return {
    text,
    head: text.slice(0, start),
    member,
    close,
    // A function, because a replacement text would give `$` a meaning.
    withLiteral: (literal) =>
      JSON.stringify(frame.withText(arranged, mark)).replace(JSON.stringify(mark), () => literal),
  };
}
