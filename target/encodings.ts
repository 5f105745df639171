/**
 * The shapes in which a secret can turn up in a request, a response or an error page.
 */

/** Every distinct spelling of a secret: as it is, for URLs and forms, for JSON and HTML, in base64 at any alignment; for a JWT its signature too. */
export function spellings(secret: string): ReadonlySet<string> {
  // Through UTF-8 and back: a lone surrogate has no URL encoding, and on the wire it is U+FFFD anyway.
  const wellFormed = Buffer.from(secret, 'utf8').toString('utf8');
  const found = new Set<string>();
  for (const part of [wellFormed, ...signatureOf(wellFormed)]) {
    for (const spelling of [part, ...urlSpellings(part), ...jsonSpellings(part), ...htmlSpellings(part)])
      found.add(spelling);
    for (const core of base64Cores(part)) for (const spelling of [core, ...urlSpellings(core)]) found.add(spelling);
  }
  return found;
}

/** A JWT is of no use without its signature, and with it whatever stands before is easily guessed. */
function signatureOf(value: string): readonly string[] {
  const jwt = /^[\w-]+(?:\.[\w-]*){1,3}\.([\w-]+)$/.exec(value);
  return jwt?.[1] === undefined ? [] : [jwt[1]];
}

function urlSpellings(value: string): readonly string[] {
  const component = encodeURIComponent(value);
  const strict = component.replace(/[!'()*~]/g, (character) => hexEscape(character));
  const spaces = strict.replaceAll('%20', '+');
  const form = new URLSearchParams({ _: value }).toString().slice(2);
  const uri = encodeURI(value);
  return [component, strict, spaces, form, uri].flatMap((spelling) => [
    spelling,
    spelling.replace(/%[0-9A-F]{2}/g, (percent) => percent.toLowerCase()),
  ]);
}

function hexEscape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function jsonSpellings(value: string): readonly string[] {
  const plain = jsonInner(value);
  const escapeAll = (text: string, characters: RegExp, upper: boolean) =>
    text.replace(characters, (unit) => {
      const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${upper ? hex.toUpperCase() : hex}`;
    });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: "everything outside ASCII" has no other spelling.
  const outsideAscii = /[^\x00-\x7f]/g;
  const html = /[<>&'+=/]/g;
  const once = [
    plain,
    plain.replaceAll('/', '\\/'),
    ...[false, true].flatMap((upper) => [
      escapeAll(plain, outsideAscii, upper),
      escapeAll(plain, html, upper),
      escapeAll(plain, /[<>&]/g, upper),
      escapeAll(escapeAll(plain, html, upper), outsideAscii, upper),
    ]),
  ];
  // An error text that quotes JSON, inside JSON, escapes twice.
  return [...once, ...once.map(jsonInner)];
}

function jsonInner(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function htmlSpellings(value: string): readonly string[] {
  const base = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const double = base.replaceAll('"', '&quot;');
  return [
    base,
    double,
    double.replaceAll("'", '&#39;'),
    double.replaceAll("'", '&#x27;'),
    double.replaceAll("'", '&#039;'),
  ];
}

/**
 * The characters of base64 that depend on the secret alone, for the three alignments at which it can stand inside
 * a longer text (`user:secret`), in both alphabets.
 */
function base64Cores(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const core = padded.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
