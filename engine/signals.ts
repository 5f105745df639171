/**
 * Ways in which a check stops without a verdict. Control flow inside the engine; they never reach a user as errors.
 */
import type { ReasonCode } from './result.ts';

/** Nothing can be said about the requirement, for this reason. */
export class Inconclusive extends Error {
  readonly reasonCode: ReasonCode;
  constructor(reasonCode: ReasonCode, reason: string) {
    super(reason);
    this.name = 'Inconclusive';
    this.reasonCode = reasonCode;
  }
}

/** The requirement does not concern this target, for this reason. */
export class NotApplicable extends Error {
  readonly reasonCode: ReasonCode;
  constructor(reasonCode: ReasonCode, reason: string) {
    super(reason);
    this.name = 'NotApplicable';
    this.reasonCode = reasonCode;
  }
}

/** The run was interrupted by the operator. */
export class Interrupted extends Inconclusive {
  constructor() {
    super('interrupted', 'The run was interrupted before this was decided.');
    this.name = 'Interrupted';
  }
}
