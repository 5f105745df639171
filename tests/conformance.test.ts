/**
 * The project `conformance`: the suite against a deployment, told by the same `CONCORDAT_*` variables and configuration file as
 * `concordat run`.
 */
import { it } from 'vitest';
import { ishareBlock } from '../cli/configuration/ishare-block.ts';
import { loadConfiguration } from '../cli/configuration/load.ts';
import type { Settings } from '../cli/configuration/settings.ts';
import { credentialSources } from '../cli/connect.ts';
import type { ConformanceOptions } from '../suites/conformance-session.ts';
import { describeConformance } from '../suites/vitest.ts';
import { ConfigurationError } from '../target/errors.ts';

if (process.env.CONCORDAT_TARGET) {
  const settings = await loadConfiguration({ flags: {}, env: process.env, cwd: process.cwd() });
  describeConformance(optionsOf(settings));
} else {
  it('tests the deployment of CONCORDAT_TARGET', ({ skip }) => {
    skip('CONCORDAT_TARGET is not set: give the URL of a deployment to have it tested');
  });
}

function optionsOf(settings: Settings): ConformanceOptions {
  const { target, seed, ca, headers, suites, ...options } = settings.options;
  if (target?.kind !== 'external') {
    throw new ConfigurationError('CONCORDAT_TARGET must be a URL here. For the reference use: npm start');
  }
  const { synchronizerId, identityProviderId } = settings.canton;
  const { admin: _, ...tokens } = credentialSources(settings);
  return {
    ...options,
    target: target.url,
    ...(suites.length > 0 && { suites }),
    ...(seed !== 'random' && { seed }),
    token: options.token?.reveal(),
    tokens: Object.fromEntries(
      Object.entries(tokens).flatMap(([role, source]) => (source.kind === 'value' ? [[role, source.value]] : [])),
    ),
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value.reveal()])),
    caFile: ca,
    statement: settings.statement,
    ishare: ishareBlock(settings),
    inputs: {
      ...(synchronizerId !== undefined && { synchronizerId }),
      ...(identityProviderId !== undefined && { identityProviderId }),
    },
  };
}
