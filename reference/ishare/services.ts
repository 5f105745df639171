/** What a registry says about itself: its services and the roots that it trusts. */
import type { Json } from '../../contracts/model.ts';
import type { RegistryPaths } from './paths.ts';
import type { IsharePki } from './pki.ts';
import type { Members } from './store.ts';

/** The trusted list: the root of the PKI. */
export function trustedListOf(pki: IsharePki): readonly Json[] {
  return [
    {
      subject: pki.root.subject.split('\n').join(', '),
      certificateFingerprint: pki.root.fingerprint256.replaceAll(':', ''),
      validity: 'valid',
      status: 'granted',
    },
  ];
}

/** The capabilities: everybody sees the public services, callers with a token the restricted ones too. */
export function capabilitiesOf(baseUrl: string, paths: RegistryPaths, authenticated: boolean): Members {
  const service = (identifier: string, title: string, path: string, methods: readonly string[]): Members => ({
    identifier,
    title,
    endpointURL: `${baseUrl}${path}`,
    tokenEndpoint: `${baseUrl}${paths.token}`,
    status: 'active',
    serviceType: 'framework-defined',
    version: { capabilityVersion: '3.0', compliesWithFrameworkVersions: ['3.0'] },
    methods,
  });
  const restricted = [
    service('register-new-party', 'Register a party', paths.parties, ['POST']),
    service('get-parties-list-token', 'Search parties', paths.parties, ['GET']),
    service('get-single-party-token', 'Read a party', paths.parties, ['GET']),
    service('get-party-claims', 'Read the claims of a party', paths.parties, ['GET']),
    service('get-trusted-list', 'Trusted roots', paths.trustedList, ['GET']),
  ];
  return {
    publicServices: [
      service('get-capabilities-token', 'Capabilities', paths.capabilities, ['GET']),
      service('request-oauth-token', 'Access token', paths.token, ['POST']),
    ],
    ...(authenticated && { restrictedServices: restricted }),
  };
}
