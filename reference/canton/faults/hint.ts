/**
 * Faults of hints that must be taken, and of what becomes of them.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, hintChecked, hintNamed } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { partyFault } from './party-fault.ts';

/** Refuses what is legal. */
function refuses(behaviour: Behaviour, refused: (text: string) => boolean): Behaviour {
  return hintChecked(behaviour, (text) => (refused(text) ? 'non expected character' : behaviour.syntax.hint(text)));
}

export const hintFaults: readonly Fault[] = [
  partyFault({
    id: 'refuses-space',
    title: 'A space in a hint is refused',
    catches: ['hint/legal-characters-accepted'],
    apply: (b) => refuses(b, (text) => text.includes(' ')),
  }),
  partyFault({
    id: 'refuses-leading-space',
    title: 'A space at the start of a hint is refused',
    catches: ['hint/legal-characters-accepted'],
    apply: (b) => refuses(b, (text) => text.startsWith(' ')),
  }),
  partyFault({
    id: 'refuses-inner-colon',
    title: 'A colon in a hint is refused',
    catches: ['hint/legal-characters-accepted'],
    apply: (b) => refuses(b, (text) => text.includes(':')),
  }),
  partyFault({
    id: 'refuses-underscore',
    title: 'An underscore in a hint is refused',
    catches: ['hint/legal-characters-accepted'],
    apply: (b) => refuses(b, (text) => text.includes('_')),
  }),
  partyFault({
    id: 'refuses-leading-digit',
    title: 'A digit at the start of a hint is refused',
    catches: ['hint/legal-characters-accepted'],
    apply: (b) => refuses(b, (text) => /^\d/.test(text)),
  }),
  partyFault({
    id: 'refuses-trailing-minus',
    title: 'A minus at the end of a hint is refused',
    catches: ['hint/legal-characters-accepted'],
    apply: (b) => refuses(b, (text) => text.endsWith('-')),
  }),
  partyFault({
    id: 'refuses-capital-z',
    title: 'A capital Z in a hint is refused: the range stops one letter too early',
    catches: ['hint/legal-characters-accepted'],
    apply: (b) => refuses(b, (text) => text.includes('Z')),
  }),
  partyFault({
    id: 'refuses-one-character',
    title: 'A hint of one character is refused',
    catches: ['hint/one-character-accepted'],
    apply: (b) => refuses(b, (text) => text.length === 1),
  }),
  partyFault({
    id: 'hint-limit-64',
    title: 'Hints above 64 characters are refused',
    catches: ['hint/lengths-accepted'],
    apply: (b) => refuses(b, (text) => text.length > 64),
  }),
  partyFault({
    id: 'hint-limit-184',
    title: 'Hints above 184 characters are refused',
    catches: ['hint/lengths-accepted'],
    apply: (b) => refuses(b, (text) => text.length === 185),
  }),
  partyFault({
    id: 'hint-honoured-sometimes',
    title: 'Every fourth hint is ignored',
    catches: ['hint/honoured-or-ignored'],
    apply(b) {
      let hinted = 0;
      return change(b, 'allocation', {
        name(request, scene) {
          if (request.partyIdHint !== '') hinted += 1;
          const ignored = hinted % 4 === 0;
          return b.allocation.name(ignored ? { ...request, partyIdHint: '' } : request, scene);
        },
      });
    },
  }),
  partyFault({
    id: 'hint-lowercased',
    title: 'The name is made of the hint in lower case and a digest',
    catches: ['hint/kept-verbatim'],
    breaks: 'reference',
    apply: (b) => hintNamed(b, (hint, digest) => `${hint.toLowerCase().slice(0, 176)}-${digest}`),
  }),
  partyFault({
    id: 'hint-prefixed',
    title: 'The name is the hint behind a prefix',
    catches: ['hint/kept-verbatim'],
    breaks: 'reference',
    apply: (b) =>
      hintNamed(b, (hint, digest) => (hint.length > 180 ? `p-${hint.slice(0, 170)}-${digest}` : `p-${hint}`)),
  }),
];
