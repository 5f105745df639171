/**
 * Faults of hints that must be refused.
 */
import type { Behaviour } from '../behaviour.ts';
import { jsonAnswer, textAnswer } from '../call.ts';
import { before, change, changeRule, hintChecked, hintNamed, onAnswer } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { invalidField } from '../refusal.ts';
import { partySyntax, uniqueIdentifierSyntax } from '../syntax.ts';
import { partyFault } from './party-fault.ts';

/** Takes what matches for a letter. */
function accepts(behaviour: Behaviour, pattern: RegExp): Behaviour {
  return hintChecked(behaviour, (text) => behaviour.syntax.hint(text.replace(pattern, 'x')));
}

/** A legal name made of an illegal one. */
function sanitised(hint: string, digest: string): string {
  if (partySyntax(hint) === undefined && uniqueIdentifierSyntax(hint) === undefined) return hint;
  return `${hint.replace(/[^A-Za-z0-9\-_ ]/gu, '-').slice(0, 170)}-${digest}`;
}

const isRefusalOfBody = (status: number): boolean => [400, 404, 409].includes(status);

export const hintRejectionFaults: readonly Fault[] = [
  partyFault({
    id: 'accepts-dot',
    title: 'A full stop in a hint is taken',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) => accepts(b, /\./g),
  }),
  partyFault({
    id: 'hint-checked-to-64',
    title: 'Only the first 64 characters of a hint are checked',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) => hintChecked(b, (text) => b.syntax.hint(text.length > 255 ? text : text.slice(0, 64))),
  }),
  partyFault({
    id: 'accepts-inner-at',
    title: 'An at sign inside a hint is taken',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) => accepts(b, /(?<=.)@(?=.)/g),
  }),
  partyFault({
    id: 'accepts-character-range-of-minus',
    title: 'The minus of the character class is a range: + , - . / are taken',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) => accepts(b, /[+-/]/g),
  }),
  partyFault({
    id: 'accepts-between-capitals-and-letters',
    title: 'The range A-z takes [ \\ ] ^ ` as well',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) => accepts(b, /[[\\\]^`]/g),
  }),
  partyFault({
    id: 'unanchored-start',
    title: 'Only the end of a hint is looked at',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) =>
      hintChecked(b, (text) => (/[\w:\- ]$/.test(text) && text.length < 256 ? undefined : b.syntax.hint(text))),
  }),
  partyFault({
    id: 'unanchored-end',
    title: 'Only the start of a hint is looked at',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) =>
      hintChecked(b, (text) => (/^[\w:\- ]/.test(text) && text.length < 256 ? undefined : b.syntax.hint(text))),
  }),
  partyFault({
    id: 'illegal-hint-sanitised',
    title: 'Illegal characters in a hint are replaced',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) =>
      hintNamed(
        hintChecked(b, (text) => (text.length > 255 ? b.syntax.hint(text) : undefined)),
        sanitised,
      ),
  }),
  partyFault({
    id: 'error-inside-200',
    title: 'Refusals of an allocation are 200 with the error inside',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) => onAnswer(b, 'allocateParty', (it) => (isRefusalOfBody(it.status) ? { ...it, status: 200 } : it)),
  }),
  partyFault({
    id: 'refuses-only-duplicates',
    title: 'Any hint is taken and made legal; only a taken one is refused',
    catches: ['hint/illegal-characters-rejected', 'hint/too-long-rejected'],
    apply: (b) => hintNamed(change(b, 'syntax', { hint: () => undefined, hintAsName: () => undefined }), sanitised),
  }),
  partyFault({
    id: 'service-unavailable-for-invalid',
    title: 'Whatever is wrong with an allocation, the answer is 503',
    catches: ['hint/illegal-characters-rejected'],
    apply: (b) =>
      onAnswer(b, 'allocateParty', (it) => (isRefusalOfBody(it.status) ? textAnswer(503, 'Service Unavailable') : it)),
  }),
  partyFault({
    id: 'server-error-for-invalid',
    title: 'Whatever is wrong with an allocation, the answer is 500',
    catches: ['hint/illegal-characters-rejected', 'errors/client-errors-are-4xx'],
    apply: (b) =>
      onAnswer(b, 'allocateParty', (it) => (isRefusalOfBody(it.status) ? jsonAnswer(500, it.body ?? '') : it)),
  }),
  partyFault({
    id: 'accepts-control-characters',
    title: 'Control characters in a hint are taken',
    catches: ['hint/control-characters-rejected'],
    apply: (b) => accepts(b, /\p{Cc}/gu),
  }),
  partyFault({
    id: 'accepts-tab',
    title: 'A tab in a hint counts as a space',
    catches: ['hint/control-characters-rejected'],
    apply: (b) => accepts(b, /\t/g),
  }),
  partyFault({
    id: 'accepts-delete',
    title: 'DEL in a hint is taken: only what is below the space counts as a control character',
    catches: ['hint/control-characters-rejected'],
    apply: (b) => accepts(b, /\u{7f}/gu),
  }),
  partyFault({
    id: 'newline-at-end-accepted',
    title: 'A newline at the end of a hint is taken: $ matches before it',
    catches: ['hint/newline-at-end-rejected'],
    apply: (b) => accepts(b, /\n$/),
  }),
  partyFault({
    id: 'newline-at-end-trimmed',
    title: 'A newline at the end of a hint is dropped',
    catches: ['hint/newline-at-end-rejected'],
    apply: (b) => hintNamed(accepts(b, /\n$/), (hint) => hint.replace(/\n$/, '')),
  }),
  partyFault({
    id: 'accepts-unicode-letters',
    title: 'Letters outside ASCII are taken',
    catches: ['hint/non-ascii-rejected'],
    apply: (b) => accepts(b, /\p{L}/gu),
  }),
  partyFault({
    id: 'accepts-unicode-digits',
    title: 'Digits outside ASCII are taken',
    catches: ['hint/non-ascii-rejected'],
    apply: (b) => accepts(b, /\p{Nd}/gu),
  }),
  partyFault({
    id: 'hangs-on-emoji',
    title: 'A hint with an emoji is never answered',
    catches: ['hint/non-ascii-rejected'],
    apply: (b) =>
      before(b, async (scene) => {
        if (!/\p{Extended_Pictographic}/u.test(hintOf(scene.call.body))) return undefined;
        await scene.world.closed;
        return textAnswer(503, 'closed');
      }),
  }),
  partyFault({
    id: 'hint-unlimited',
    title: 'Hints may have any length',
    catches: ['hint/too-long-rejected'],
    apply: (b) =>
      change(b, 'syntax', {
        hint: (text) => partySyntax(text, Number.POSITIVE_INFINITY),
        hintAsName: (text) => uniqueIdentifierSyntax(text, Number.POSITIVE_INFINITY),
      }),
  }),
  partyFault({
    id: 'hint-limit-256',
    title: 'Hints of 256 characters are taken',
    catches: ['hint/too-long-rejected'],
    apply: (b) =>
      change(b, 'syntax', {
        hint: (text) => partySyntax(text, 256),
        hintAsName: (text) => uniqueIdentifierSyntax(text, text.length === 256 ? 256 : 185),
      }),
  }),
  partyFault({
    id: 'too-long-hint-truncated',
    title: 'Hints above 255 characters are cut',
    catches: ['hint/too-long-rejected'],
    apply: (b) =>
      hintNamed(
        change(b, 'syntax', {
          hint: (text) => b.syntax.hint(text.slice(0, 255)),
          hintAsName: (text) => (text.length > 255 ? undefined : b.syntax.hintAsName(text)),
        }),
        (hint) => hint.slice(0, 185),
      ),
  }),
  partyFault({
    id: 'hint-limit-255',
    title: 'Hints of 186 to 255 characters are taken',
    catches: ['hint/over-185-rejected'],
    breaks: 'reference',
    apply: (b) =>
      // A name above 185 characters would make the identifier too long, which the contract forbids.
      hintNamed(change(b, 'syntax', { hintAsName: (text) => uniqueIdentifierSyntax(text, 255) }), (hint, digest) =>
        hint.length > 185 ? `${hint.slice(0, 176)}-${digest}` : hint,
      ),
  }),
  partyFault({
    id: 'accepts-double-colon',
    title: 'The reserved delimiter in a hint is taken',
    catches: ['hint/reserved-delimiter-rejected'],
    breaks: 'reference',
    apply: (b) => change(b, 'syntax', { hintAsName: (text) => b.syntax.hintAsName(text.replaceAll('::', 'xx')) }),
  }),
  partyFault({
    id: 'hint-rejected-as-invalid-field',
    title: 'An illegal hint is refused as INVALID_FIELD',
    catches: ['hint/rejection-code'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'allocateParty', 'hint-syntax', (_request, _scene, original) => {
        const refusal = original();
        return refusal && invalidField('party_id_hint', refusal.cause);
      }),
  }),
];

/** The hint in a body that may be anything. */
function hintOf(body: Buffer): string {
  try {
    const hint = JSON.parse(body.toString('utf8'))?.partyIdHint;
    return typeof hint === 'string' ? hint : '';
  } catch {
    return '';
  }
}
