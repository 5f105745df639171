/** Legal differences of reading and of searching. */
import type { Json } from '../../contracts/model.ts';
import { finishing, isMembers, showing } from './change.ts';
import type { IshareVariant } from './deviation.ts';
import type { Members, StoredParty } from './store.ts';

/** How long after its registration the list shows a party, in milliseconds. */
const LAG = 1_000;

/** The payload of a signed answer. */
function payloadIn(body: Json | undefined, member: string): Members {
  const compact = isMembers(body) ? body[member] : undefined;
  const payload = typeof compact === 'string' ? (compact.split('.')[1] ?? '') : '';
  return payload === '' ? {} : (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Members);
}

const isList = (method: string, path: string): boolean => method === 'GET' && /\/parties$/.test(path);

/** Variants of reading. */
export const readingVariants: readonly IshareVariant[] = [
  {
    id: 'volatile-member',
    title: 'a party is shown with the time of the reading',
    conformsTo: ['contract', 'reference'],
    apply: showing((party) => ({ ...party, retrievedAt: new Date().toISOString(), reading: Math.random() })),
  },
  {
    id: 'trusted-list-issuing-authority',
    title: 'the trusted list names the issuing authority, as an older text wants',
    conformsTo: ['contract', 'reference'],
    apply: (behaviour) => ({
      ...behaviour,
      trustedList: (pki) => {
        const [issuer] = pki.ca.chain;
        return behaviour.trustedList(pki).map((entry) => ({
          ...(entry as Members),
          ...(issuer && {
            subject: issuer.subject.split('\n').join(', '),
            certificateFingerprint: issuer.fingerprint256.replaceAll(':', ''),
          }),
        }));
      },
    }),
  },
  {
    id: 'beyond-end-404',
    title: 'a page beyond the end is 404',
    conformsTo: ['contract', 'reference'],
    apply: finishing(isList, (answer) => {
      const info = payloadIn(answer.body, 'partiesToken').partiesInfo;
      if (!isMembers(info) || Number(info.currentPage) <= Math.max(1, Number(info.totalPages))) return answer;
      return { status: 404, body: { error: 'no such page' } };
    }),
  },
  {
    id: 'empty-search-404',
    title: 'a search that finds nothing is 404',
    conformsTo: ['contract', 'reference'],
    apply: finishing(isList, (answer) => {
      const info = payloadIn(answer.body, 'partiesToken').partiesInfo;
      return isMembers(info) && info.totalCount === 0 ? { status: 404, body: { error: 'nothing found' } } : answer;
    }),
  },
  {
    id: 'list-lags',
    title: 'the list shows a party one second after its registration',
    conformsTo: ['contract', 'reference'],
    apply: (behaviour) => {
      const since = new WeakMap<StoredParty, number>();
      return {
        ...behaviour,
        stored: (party) => {
          const stored = behaviour.stored(party);
          since.set(stored, Date.now());
          return stored;
        },
        selects: (party, query) => Date.now() - (since.get(party) ?? 0) > LAG && behaviour.selects(party, query),
      };
    },
  },
];
