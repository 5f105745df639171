/** The same for users: a small validator of POST /v2/users, written from the operation page and apart from the generators. */
import type { BodyDraft } from '../../../generators/violation.ts';
import { isObject, isUserId, judged, metadata, type Report, text } from './simple-validator.ts';

const PARTY_KINDS = ['CanActAs', 'CanReadAs', 'CanExecuteAs'];
const KINDS = [
  ...PARTY_KINDS,
  'ParticipantAdmin',
  'IdentityProviderAdmin',
  'CanReadAsAnyParty',
  'CanExecuteAsAnyParty',
  'Empty',
];

/** The broken rules of a body of POST /v2/users, for a server that allows `maxRights` rights. */
export function brokenUserRules(draft: BodyDraft, maxRights = 1000): readonly string[] {
  return judged(draft, (body, report) => {
    if (!isObject(body)) {
      report(body === null ? 'null' : 'type', '');
      return;
    }
    if (object(body, 'user', '', report)) userRules(body.user as Record<string, unknown>, report);
    else if (body.user === undefined) report('required', '/user');
    if (body.rights === undefined) return;
    if (!Array.isArray(body.rights)) {
      report(body.rights === null ? 'null' : 'type', '/rights');
      return;
    }
    body.rights.forEach((right, index) => {
      rightRules(right, `/rights/${index}`, report);
    });
    if (body.rights.length > maxRights) report('rights-limit', '/rights');
  });
}

function userRules(user: Record<string, unknown>, report: Report): void {
  if (user.id === undefined) report('required', '/user/id');
  text(user, 'id', '/user', report, (id) => {
    if (id === '') report('user-id-empty', '/user/id');
    else if ([...id].length > 128) report('user-id-length', '/user/id');
    if (![...id].every((character) => isUserId(character))) report('user-id-characters', '/user/id');
    if (id === '.' || id === '..') report('harmful', '/user/id');
  });
  text(user, 'primaryParty', '/user', report, (party) => {
    if (party !== '') partyRules(party, '/user/primaryParty', report);
  });
  if (user.isDeactivated !== undefined && typeof user.isDeactivated !== 'boolean')
    report(user.isDeactivated === null ? 'null' : 'type', '/user/isDeactivated');
  const later = user.primaryPartyAuthentication;
  if (later !== undefined && typeof later !== 'boolean')
    report('later-member-type', '/user/primaryPartyAuthentication');
  metadata(user.metadata, '/user/metadata', report);
  text(user, 'identityProviderId', '/user', report, (id) => {
    if (!/^[A-Za-z0-9._:\-#/ ]{0,255}$/.test(id)) report('identity-provider-id', '/user/identityProviderId');
    else if (id !== '') report('unknown-reference', '/user/identityProviderId');
  });
}

function rightRules(right: unknown, at: string, report: Report): void {
  if (!isObject(right)) {
    report(right === null ? 'null' : 'type', at);
    return;
  }
  const { kind } = right;
  if (kind === undefined) {
    report('right-kind-missing', `${at}/kind`);
    return;
  }
  if (!object(right, 'kind', at, report)) return;
  const name = KINDS.find((candidate) => Object.hasOwn(kind as object, candidate));
  if (!name) {
    report('right-kind-unknown', `${at}/kind`);
    return;
  }
  if (name === 'Empty') {
    report('right-empty', `${at}/kind`);
    return;
  }
  const place = `${at}/kind/${name}`;
  if (!object(kind as Record<string, unknown>, name, `${at}/kind`, report)) return;
  const member = (kind as Record<string, Record<string, unknown>>)[name]!;
  if (member.value === undefined) report('required', `${place}/value`);
  if (!object(member, 'value', place, report) || !PARTY_KINDS.includes(name)) return;
  const value = member.value as Record<string, unknown>;
  if (value.party === undefined) report('required', `${place}/value/party`);
  text(value, 'party', `${place}/value`, report, (party) => {
    if (party === '') report('party-name-empty', `${place}/value/party`);
    partyRules(party, `${place}/value/party`, report);
  });
}

function partyRules(party: string, at: string, report: Report): void {
  if (/[^A-Za-z0-9 :\-_]/.test(party)) report('party-name-characters', at);
  if (party.length > 255) report('party-name-length', at);
}

/** Whether the member is an object; reports it when it is there and is none. */
function object(owner: Record<string, unknown>, key: string, at: string, report: Report): boolean {
  const value = owner[key];
  if (isObject(value)) return true;
  if (value !== undefined) report(value === null ? 'null' : 'type', `${at}/${key}`);
  return false;
}
