/**
 * The `ishare` block as the suites read it: with its secrets revealed.
 */
import type { IshareBlock } from '../../suites/ishare/operator.ts';
import type { Settings } from './settings.ts';

/** The block of the settings. */
export function ishareBlock({ ishare }: Settings): IshareBlock {
  const { idpAssertions, expiredToken, ...rest } = ishare;
  return {
    ...rest,
    idpAssertions: idpAssertions.map((assertion) => assertion.reveal()),
    ...(expiredToken && { expiredToken: expiredToken.reveal() }),
  };
}
