/**
 * Text that a target could send to break a report: pieces of every format, and any UTF-16 at all.
 */
import fc from 'fast-check';

const PIECES = [
  '</script>',
  '<script>',
  '<img src=x onerror=pwned>',
  '-->',
  '<!--',
  ']]>',
  '<![CDATA[',
  '&',
  '&lt;',
  '&#60;',
  '"',
  "'",
  '`',
  '```',
  '|',
  '\\',
  '\\|',
  '\n',
  '\r\n',
  '\t',
  '\n# ',
  '\n- ',
  '\n::error::',
  '##[error]',
  '[a](javascript:x)',
  '![a](http://x)',
  '**',
  '__',
  'http://evil.example/',
  'www.evil.example',
  '@everyone',
  ':tada:',
  '$x$',
  '</style>',
  '</details>',
  '</title>',
  '\u0000',
  '\u001b[2J',
  '\u202e',
  '\u200b',
  '\ud800',
  '\udfff',
  '\ufffe',
  '\u2028',
  '🎉',
  '汉字',
  'e\u0301',
  ' ',
  'a',
];

/** The arbitrary. */
export function hostileText(): fc.Arbitrary<string> {
  const anything = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units));
  return fc.array(fc.oneof(fc.constantFrom(...PIECES), anything), { maxLength: 8 }).map((parts) => parts.join(''));
}
