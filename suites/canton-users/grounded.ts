/**
 * Nothing passes without a user that was created and seen: an echo of the request looks like the answer to a creation, and an empty
 * object is a valid list of users (design.md, rule 5).
 */

import { undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment, Vector } from '../../engine/experiment.ts';
import { lookAt } from '../../engine/looking.ts';
import type { Requirement } from '../../engine/requirement.ts';
import { sendCreation } from '../../engine/sending.ts';
import { fillTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { createUser } from '../canton/create-user.ts';
import { getUser } from '../canton/requests.ts';
import { costOf } from '../canton/resource.ts';
import { jsonOf, text } from '../json.ts';
import { users } from './user-resource.ts';

const KEY = 'seen-user';

const vector: Vector = {
  label: 'user',
  template: createUser.template({ kind: 'json', value: users.body() }),
};

/** Why no created user could be seen; `undefined` when one could. */
const unseen: Experiment<string | undefined> = {
  key: KEY,
  lane: 'concurrent',
  vectors: () => [vector],
  cost: () => costOf(users, 1, 3),
  run: async (context) => {
    const { name, exchange } = await sendCreation(context, createUser, vector, { scope: KEY });
    if ((await isRead(context, name)) || (await isListed(context, name))) return undefined;
    return `A user that was to be created could neither be read nor found in the list: ${describeAnswer(exchange)}`;
  },
};

async function isRead(context: RunContext, id: string): Promise<boolean> {
  const request = fillTemplate(getUser(id), () => '');
  const exchange = await lookAt(context, request, `${KEY}#read`);
  return exchange.response?.status === 200 && text(jsonOf(exchange), 'user', 'id') === id;
}

async function isListed(context: RunContext, id: string): Promise<boolean> {
  const list = await users.list.read(context);
  return list.available && list.entries.has(id);
}

/** The same requirement; a pass counts when a created user could be seen on this target. */
export function grounded(requirement: Requirement): Requirement {
  const { experiments, judge } = requirement.check;
  return {
    ...requirement,
    check: {
      experiments: [...experiments, unseen],
      judge: async (context) => {
        const outcome = await judge(context);
        if (outcome.verdict !== 'passed') return outcome;
        const reason = await context.evidence(unseen);
        return reason === undefined ? outcome : undetermined('prerequisite-failed', reason);
      },
    },
  };
}
