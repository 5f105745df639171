/**
 * The schema of a list.
 */

import { failed, passed, undetermined } from '../../../engine/checks/outcome.ts';
import type { RunContext } from '../../../engine/context.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import { lookAt } from '../../../engine/looking.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { fillTemplate } from '../../../engine/template.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { clause } from '../../clause.ts';
import { jsonOf, text } from '../../json.ts';
import { judgeExchange } from '../judge.ts';
import { type Resource, requirementFor } from '../resource.ts';
import type { WholeList } from '../whole-list.ts';
import type { Six } from './six.ts';

/** Requirements of this topic; `read` reads the whole list. */
export function listSchema(
  resource: Resource,
  six: Six,
  read: (context: RunContext) => Promise<WholeList>,
): readonly Requirement[] {
  const { list, words } = resource;
  const reading: Experiment<WholeList> = {
    key: 'list-reading',
    lane: 'concurrent',
    vectors: () => [],
    cost: () => ({ parties: 0, users: 0, exchanges: 3 }),
    run: async (context) => {
      // A list of one entry shows little.
      await context.evidence(six.experiment);
      const whole = await read(context);
      return whole.available ? { ...whole, pages: [...whole.pages, ...(await smallPages(resource, context))] } : whole;
    },
  };
  return [
    requirementFor(resource, {
      id: 'list/response-schema',
      level: 'MUST',
      profile: 'contract',
      source: clause('canton-openapi-3.5.6', `${list.operationId}/response-200`),
      text: `The list of ${words.many} is a valid ${list.response}.`,
      explain: 'Usual causes: entries from elsewhere without an identifier.',
      smoke: true,
      check: {
        experiments: [six.experiment, reading],
        judge: async (context) => {
          const seen = await context.evidence(reading);
          if (!seen.available) {
            const status = seen.exchange.response?.status ?? 0;
            if (status < 200 || status >= 300) return undetermined('read-back-unavailable', seen.reason);
          }
          const pages = seen.available ? seen.pages : [seen.exchange];
          const problem = firstProblem(resource, pages);
          if (!problem) return passed(pages.length, `${pages.length} pages are valid ${list.response} bodies.`);
          return failed({ sent: pages.length, failed: 1 }, [
            { ...problem, intermittent: false, seed: context.draw.seed, path: '' },
          ]);
        },
      },
    }),
  ];
}

/** Two pages of two entries; none where the target takes no such query. */
async function smallPages({ list }: Resource, context: RunContext): Promise<readonly Exchange[]> {
  const pages: Exchange[] = [];
  let token = '';
  do {
    const size = ['pageSize', '2'] as const;
    const template = list.template(token === '' ? [size] : [size, ['pageToken', token]]);
    const request = fillTemplate(template, () => '');
    const page = await lookAt(context, request, `list-reading#small page ${pages.length}`);
    if (page.response?.status !== 200) break;
    pages.push(page);
    token = text(jsonOf(page), 'nextPageToken') ?? '';
  } while (token !== '' && pages.length < 2);
  return pages;
}

/** The first thing that is wrong with a page. */
function firstProblem({ list }: Resource, pages: readonly Exchange[]) {
  for (const page of pages) {
    const [problem] = judgeExchange(list.operationId, page).problems;
    if (!problem) continue;
    return {
      summary: `The list is no ${list.response}: ${problem.rule} ${problem.pointer}`,
      expected: problem.expected,
      actual: problem.actual,
      pointer: problem.pointer,
      evidence: [page],
    };
  }
  return undefined;
}
