/** References of POST /v2/parties that are refused, each in a body with a hint. */

import { withShortHint } from './hint-violations.ts';
import {
  malformedIdentityProviderAt,
  malformedSynchronizerAt,
  malformedUserAt,
  unknownIdentityProviderAt,
  unknownSynchronizerAt,
  unknownUserAt,
} from './reference-violations.ts';

/** An identity provider id that no identity provider can have. */
export const malformedIdentityProvider = malformedIdentityProviderAt(['identityProviderId'], withShortHint);

/** An identity provider that was never configured. */
export const unknownIdentityProvider = unknownIdentityProviderAt(['identityProviderId'], withShortHint);

/** A synchronizer id that no synchronizer can have. */
export const malformedSynchronizer = malformedSynchronizerAt(['synchronizerId'], withShortHint);

/** A synchronizer that the participant is not connected to. */
export const unknownSynchronizer = unknownSynchronizerAt(['synchronizerId'], withShortHint);

/** A user id that no user can have. */
export const malformedUser = malformedUserAt(['userId'], withShortHint);

/** A user that does not exist. */
export const unknownUser = unknownUserAt(['userId'], withShortHint);
