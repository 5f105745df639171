/**
 * The first look at a Canton deployment, and the tidying at the end.
 */
import type { RunContext } from '../../engine/context.ts';
import type { Probe } from '../../engine/suite.ts';
import { fillTemplate, type RequestTemplate } from '../../engine/template.ts';
import type { CredentialRole, Exchange } from '../../target/exchange.ts';
import { jsonOf, text } from '../json.ts';
import { findNames, readPartyList } from './party-list.ts';
import { deleteUser, getVersion, listParties } from './requests.ts';
import { findUsers } from './user-list.ts';

function send(
  context: RunContext,
  template: RequestTemplate,
  tag: string,
  credential?: CredentialRole,
): Promise<Exchange> {
  return context.target.send(
    fillTemplate(credential ? { ...template, credential } : template, () => ''),
    { tag: `${context.suite}/${tag}`, connection: 'verification', repeat: 'safe' },
  );
}

/** Asks for the version and finds out whether requests need a token. Canton's operations are not optional, so it is always applicable. */
export async function probeCanton(context: RunContext): Promise<Probe> {
  const version = text(jsonOf(await send(context, getVersion(), 'version')), 'version') ?? '';
  const open = await send(context, listParties([['pageSize', '1']]), 'authentication', 'none');
  const status = open.response?.status ?? 0;
  if (status === 401 || status === 403) context.statement.detect('authentication', 'bearer');
  else if (status === 200) context.statement.detect('authentication', 'none');
  return { applicable: true, reason: '', product: version === '' ? '' : 'Canton JSON Ledger API', version };
}

/**
 * Settles creations of unknown outcome by a last look, and deletes the users of the run. Only names and identifiers of this run's
 * journal are touched.
 */
export async function finishCanton(context: RunContext): Promise<void> {
  const { journal } = context;
  const pendingParties = journal.pending('party');
  if (pendingParties.length > 0) {
    const list = await readPartyList(context);
    if (list.available) journal.settle('party', findNames(list, pendingParties));
  }
  const pendingUsers = journal.pending('user');
  if (pendingUsers.length > 0) {
    const seen = await findUsers(context, pendingUsers);
    if (seen.available) journal.settle('user', seen.found);
  }
  await Promise.all(
    journal.existing('user').map(async (id) => {
      const exchange = await send(context, deleteUser(id), `delete#${id}`);
      if (exchange.response?.status === 200 || exchange.response?.status === 404) journal.deleted('user', id);
    }),
  );
}
