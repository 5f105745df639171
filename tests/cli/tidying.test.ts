import { afterEach, describe, expect, it } from 'vitest';
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunResult } from '../../engine/run-result.ts';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import { createTarget } from '../../target/client.ts';
import { TargetGoneError } from '../../target/errors.ts';
import type { Target } from '../../target/exchange.ts';

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** A run of requirements that create users; `afterwards` makes the target that they are deleted on from a sound one. */
async function runWith(afterwards: (target: Target) => Target, events: string[] = []): Promise<RunResult> {
  reference = await startCantonReference({ seed: 7 });
  const { url } = reference;
  let opened = 0;
  return executeRun(
    planRun({
      suites: [cantonParties],
      seed: 20_261,
      budget: 'standard',
      only: ['*/user-granted-act-as'],
      exclude: [],
    }),
    {
      openTarget: (signal) => {
        opened += 1;
        const number = opened;
        const target = createTarget({ baseUrl: url, credentials: {}, timeoutMs: 5_000, ...(signal && { signal }) });
        events.push(`open ${number}`);
        const noted: Target = {
          ...target,
          close: () => {
            events.push(`close ${number}`);
            return target.close();
          },
        };
        return number === 1 ? noted : afterwards(noted);
      },
      embedded: true,
      suiteVersion: '0.0.0',
      profile: 'contract',
      namespace: 'tidy',
      concurrency: 8,
      maxParties: 1_000,
      strict: false,
      signal: new AbortController().signal,
      journal: new Journal(),
      statement: {},
      inputs: {},
    },
  );
}

describe('tidying up at the end of a run', () => {
  it('does not call a target unreachable that answered every requirement and no deletion', async () => {
    const { run, requirements, created } = await runWith((target) => ({
      ...target,
      send: () => Promise.reject(new TargetGoneError('Nothing answers.', false)),
    }));
    expect(requirements.map(({ verdict }) => verdict)).toEqual(['passed']);
    expect(run.stopped).toBeUndefined();
    expect({ left: created.users.length > 0, deleted: created.deleted }).toEqual({ left: true, deleted: [] });
  });

  it('gives its connections back first, for a target that has only as many', async () => {
    const events: string[] = [];
    const { created } = await runWith((target) => target, events);
    expect(events.slice(0, 3)).toEqual(['open 1', 'close 1', 'open 2']);
    expect(created.deleted).toEqual(created.users);
    expect(created.users.length).toBeGreaterThan(0);
  });
});
