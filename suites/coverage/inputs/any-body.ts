/**
 * Rows about bodies that parties and users share: how JSON may be written, and what is no JSON.
 */
import type { BodyDraft } from '../../../generators/violation.ts';
import { type InputRow, ofProduct, text } from './row.ts';

/** The decode error that a body which cannot be read is answered with. */
export const DECODE = 'body/decode-error-form';

/** How the same JSON may be written, and what it may hold beside. */
export function writtenOtherwise(spelled: string, unknown: readonly BodyDraft[]): readonly InputRow[] {
  return [
    {
      input: 'the same JSON value in other spellings: key order, white space, `\\u` escapes, pretty print',
      contract: 'accepted',
      reference: 'accepted',
      behind: ['rfc#json-equality'],
      requirements: ['operation/equal-json-spellings'],
      examples: [text(spelled)],
      remark: 'decision 0002',
    },
    {
      input: 'members that the schema does not name',
      contract: 'not-scored',
      reference: 'accepted',
      behind: ['canton/unknown-members-ignored', ofProduct('unknown-members-ignored')],
      requirements: ['operation/unknown-members-ignored'],
      examples: unknown,
    },
  ];
}

/** What the rows about unreadable bodies must know of an operation. */
export interface UnreadableBodies {
  /** Id of a clause of its page. */
  onPage(slug: string): string;
  /** The clause of the schema of its request. */
  readonly request: string;
  readonly malformed: readonly string[];
  /** A valid body. */
  readonly valid: string;
  /** The bytes of a body that is not UTF-8, each as a character. */
  readonly notUtf8: string;
}

/** Bodies that cannot be read. */
export function unreadableBodies(creation: UnreadableBodies): readonly InputRow[] {
  const { onPage, request, malformed, valid, notUtf8 } = creation;
  return [
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
      examples: malformed.map(text),
    },
    {
      input: 'JSON, but no object',
      contract: 'refused',
      reference: 'refused',
      behind: [request],
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
      examples: [text(`\uFEFF${valid}`)],
      remark: 'a SHOULD of `reference` says that it is refused',
    },
    {
      input: 'bytes that are not UTF-8',
      contract: 'not-scored',
      reference: 'not-scored',
      behind: ['canton/lenient-http'],
      violations: ['invalid-utf8'],
      examples: [{ kind: 'bytes', latin1: notUtf8 }],
      remark: 'not sent',
    },
  ];
}
