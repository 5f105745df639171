/**
 * A small validator of Canton requests, written from the operation pages and apart from the generators: it lists the broken rules as
 * `rule pointer`. It takes the reading of the reference product.
 */
import type { BodyDraft } from '../../../generators/violation.ts';

const NAME = 'k7-vector-0000000001';

/** The bytes that are sent for a draft. */
export function bytesOf(draft: BodyDraft): Buffer {
  const fill = (text: string): string => text.replace(/\{{5}name-\d{5}\}{5}/g, NAME);
  if (draft.kind === 'json') return Buffer.from(fill(JSON.stringify(draft.value)), 'utf8');
  return draft.kind === 'text' ? Buffer.from(fill(draft.text), 'utf8') : Buffer.from(fill(draft.latin1), 'latin1');
}

/** The broken rules of a body of POST /v2/parties. */
export function brokenPartyRules(draft: BodyDraft): readonly string[] {
  return judged(draft, (body, report) => {
    if (!isObject(body)) return report(body === null ? 'null' : 'type', '');
    text(body, 'partyIdHint', '', report, (hint) => {
      if (/[^A-Za-z0-9 :\-_]/.test(hint)) report('hint-characters', '/partyIdHint');
      if ([...hint].length > 185) report([...hint].length > 255 ? 'hint-length' : 'hint-over-185', '/partyIdHint');
      if (hint.includes('::')) report('hint-delimiter', '/partyIdHint');
      if (hint.endsWith(':')) report('harmful', '/partyIdHint');
    });
    metadata(body.localMetadata, '/localMetadata', report);
    text(body, 'identityProviderId', '', report, (id) => {
      if (!/^[A-Za-z0-9._:\-#/ ]{0,255}$/.test(id) || id.endsWith('\n'))
        report('identity-provider-id', '/identityProviderId');
      else if (id !== '') report('unknown-reference', '/identityProviderId');
    });
    text(body, 'synchronizerId', '', report, (id) => {
      if (id !== '' && !/^[A-Za-z0-9:\-_ ]+::1220[0-9a-f]{64}$/.test(id)) report('synchronizer-id', '/synchronizerId');
      else if (id !== '') report('unknown-reference', '/synchronizerId');
    });
    text(body, 'userId', '', report, (id) => {
      if (id !== '' && !isUserId(id)) report('user-reference', '/userId');
      else if (id !== '') report('unknown-reference', '/userId');
    });
  });
}

/** Whether the text is a user id by the page of POST /v2/users. */
export function isUserId(id: string): boolean {
  return (
    id.length >= 1 && id.length <= 128 && [...id].every((c) => /[A-Za-z0-9]/.test(c) || "@^$.!`-#+'~_|:()".includes(c))
  );
}

/** How a rule is reported. */
export type Report = (rule: string, pointer: string) => void;

/** Parses the draft and runs the rules. */
export function judged(draft: BodyDraft, rules: (body: unknown, report: Report) => void): readonly string[] {
  const broken: string[] = [];
  const bytes = bytesOf(draft);
  if (bytes.length > 1_000_000) broken.push('harmful ');
  let body: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.startsWith('\ufeff')) broken.push('byte-order-mark ');
    body = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return [...broken, error instanceof SyntaxError ? 'json ' : 'utf8 '];
  }
  rules(body, (rule, pointer) => broken.push(`${rule} ${pointer}`));
  return broken;
}

/** Reports a member that is no string; hands a string on. */
export function text(
  owner: Record<string, unknown>,
  key: string,
  at: string,
  report: Report,
  then: (value: string) => void = () => {},
): void {
  const value = owner[key];
  if (value === undefined) return;
  if (typeof value === 'string') then(value);
  else report(value === null ? 'null' : 'type', `${at}/${escaped(key)}`);
}

/** Rules of `ObjectMeta`. */
export function metadata(value: unknown, at: string, report: Report): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    report(value === null ? 'null' : 'type', at);
    return;
  }
  text(value, 'resourceVersion', at, report, (version) => {
    if (version !== '') report('resource-version-on-creation', `${at}/resourceVersion`);
  });
  const annotations = value.annotations;
  if (annotations === undefined) return;
  if (!isObject(annotations)) {
    report(annotations === null ? 'null' : 'type', `${at}/annotations`);
    return;
  }
  let size = 0;
  for (const key of Object.keys(annotations)) {
    const pointer = `${at}/annotations/${escaped(key)}`;
    keyRules(key, pointer, report);
    text(annotations, key, `${at}/annotations`, report, (entry) => {
      size += Buffer.byteLength(key) + Buffer.byteLength(entry);
      if (entry === '') report('annotation-value-empty', pointer);
    });
  }
  if (size > 262_144) report('annotations-size', `${at}/annotations`);
}

function keyRules(key: string, pointer: string, report: Report): void {
  const segments = key.split('/');
  if (segments.length > 2) {
    report('annotation-key-slashes', pointer);
    return;
  }
  const name = segments.at(-1) ?? '';
  const legal = [...name].every((c) => /[A-Za-z0-9._-]/.test(c));
  if (name.length > 63) report('annotation-key-name-length', pointer);
  if (!legal || !/^[A-Za-z0-9]/.test(name) || !/[A-Za-z0-9]$/.test(name)) report('annotation-key-name', pointer);
  if (segments.length === 1) return;
  const prefix = segments[0] ?? '';
  const labels = prefix.split('.');
  const dns = labels.every(
    (label) => label !== '' && [...label].every((c) => /[a-z0-9-]/.test(c)) && !/^-|-$/.test(label),
  );
  if (prefix.length > 253) report('annotation-key-prefix-length', pointer);
  if (!dns) report('annotation-key-prefix', pointer);
  else if (labels.some((label) => label.length > 63)) report('label-length', pointer);
}

/** Whether the value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
