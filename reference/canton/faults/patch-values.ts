/**
 * Faults of updates that store other annotations than were sent.
 */
import type { Behaviour } from '../behaviour.ts';
import { change } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { partyFault } from './party-fault.ts';

type Annotations = ReadonlyMap<string, string>;

/** Changes what updates merge into the annotations. */
function sentAs(behaviour: Behaviour, make: (sentOnes: Annotations) => Annotations): Behaviour {
  const { merge } = behaviour.patch;
  return change(behaviour, 'patch', { merge: (stored, sentOnes) => merge(stored, make(sentOnes)) });
}

const valuesAs = (behaviour: Behaviour, make: (value: string) => string): Behaviour =>
  sentAs(behaviour, (sentOnes) => new Map([...sentOnes].map(([key, value]) => [key, value && make(value)])));

/** All of them. */
export const patchValueFaults: readonly Fault[] = [
  partyFault({
    id: 'patch-values-trimmed',
    title: 'Updates trim values',
    catches: ['patch/annotations-verbatim'],
    users: ['patch/annotations-verbatim'],
    apply: (b) => valuesAs(b, (value) => value.trim() || value),
  }),
  partyFault({
    id: 'patch-values-normalised',
    title: 'Updates bring values into NFC',
    catches: ['patch/annotations-verbatim'],
    users: ['patch/annotations-verbatim'],
    apply: (b) => valuesAs(b, (value) => value.normalize('NFC')),
  }),
  partyFault({
    id: 'patch-values-cut',
    title: 'Updates cut values at 4,096 characters',
    catches: ['patch/annotations-verbatim'],
    users: ['patch/annotations-verbatim'],
    apply: (b) => valuesAs(b, (value) => value.slice(0, 4_096)),
  }),
  partyFault({
    id: 'patch-drops-prefixed-keys',
    title: 'Updates ignore keys with a prefix',
    catches: ['patch/annotations-verbatim'],
    users: ['patch/annotations-verbatim'],
    apply: (b) => sentAs(b, (sentOnes) => new Map([...sentOnes].filter(([key]) => !key.includes('/')))),
  }),
  partyFault({
    id: 'patch-beyond-five-keys-dropped',
    title: 'Of the annotations of an update five are taken',
    catches: ['patch/annotations-verbatim'],
    users: ['patch/annotations-verbatim'],
    apply: (b) => sentAs(b, (sentOnes) => new Map([...sentOnes].slice(0, 5))),
  }),
];
