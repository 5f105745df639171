/**
 * What the engine must know of an API to send creations and to judge them; each suite provides it.
 */
import type { Json, RequestJudgement, ResponseJudgement } from '../contracts/model.ts';
import type { Exchange, WireRequest } from '../target/exchange.ts';
import type { RunContext } from './context.ts';
import type { Noun } from './journal.ts';
import type { BodyTemplate, RequestTemplate } from './template.ts';

/** Which of the asked names exist, seen on connections other than those that wrote (design.md, rule 3). */
export type ReadBack =
  | {
      readonly available: true;
      /** Name -> identifiers that carry it, in their own text or in a marker. Names that do not exist are absent. */
      readonly found: ReadonlyMap<string, readonly string[]>;
    }
  | { readonly available: false; readonly reason: string; readonly exchange?: Exchange };

/** What changed in the whole list between two looks. */
export type StateDifference =
  | {
      readonly available: true;
      /** Identifiers that appeared and that no accounted name explains. */
      readonly appeared: readonly string[];
      /** Things kept appearing while nothing was sent: somebody else is at work, and `appeared` proves nothing. */
      readonly othersActive: boolean;
    }
  | { readonly available: false; readonly reason: string };

/** A look at the whole list, to be compared with a later one. */
export interface StateComparison {
  /** Takes the second look. `accounted`: names and identifiers that may have appeared meanwhile. */
  end(accounted: readonly string[]): Promise<StateDifference>;
}

/** An operation that creates something. */
export interface CreateOperation {
  /** Id in the contract, e.g. `postV2Parties`. */
  readonly operationId: string;
  readonly noun: Noun;
  /** How the operation is named to a person, e.g. `POST /v2/parties`. */
  readonly title: string;
  /** The request for a body. */
  template(body: BodyTemplate): RequestTemplate;
  /**
   * Completes a request whose names are filled in with what only a run can give: certificates, dates, configured paths. Vectors stay
   * what they are, and so does their hash. May throw `NotApplicable` or `Inconclusive` where the operator did not give what it takes.
   * `invalid`: the request is to be refused. Absent: nothing is missing.
   */
  prepare?(request: WireRequest, context: RunContext, invalid: boolean): Promise<WireRequest>;
  /** Judges a response against the contract. */
  judge(exchange: Exchange): ResponseJudgement;
  /** Judges a request body as it was sent, independently of the generators (design.md, rule 4). */
  judgeBody(body: Uint8Array, context: RunContext): RequestJudgement;
  /** The identifier of what a success body says was created. */
  createdId(body: Json | undefined): string | undefined;
  /**
   * Whether an identifier that an answer gives can be the one of the request, where the caller chooses identifiers. What cannot is
   * somebody else's: it is never built on and never deleted. Absent where the target chooses.
   */
  isOwn?(id: string, name: string, request: Uint8Array | undefined): boolean;
  /** Looks for names; the look begins after the call. */
  readBack(context: RunContext, names: readonly string[]): Promise<ReadBack>;
  /** Looks at the whole list, for requests that carry no name (design.md, rule 3). Exclusive lane only. */
  compareState(context: RunContext): Promise<StateComparison>;
}
