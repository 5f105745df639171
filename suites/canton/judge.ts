/**
 * The Canton contract and its judge, loaded once.
 */
import { judgeRequestBody } from '../../contracts/canton/request-oracle.ts';
import { type Contract, loadContract } from '../../contracts/contract.ts';
import { createJudge, type Judge } from '../../contracts/judge.ts';
import type { RequestJudgement, ResponseJudgement } from '../../contracts/model.ts';
import type { Exchange } from '../../target/exchange.ts';

let contract: Contract | undefined;
let judge: Judge | undefined;

/** The pinned contract. */
export function cantonContract(): Contract {
  contract ??= loadContract('canton');
  return contract;
}

/** Judges the response of an exchange. Throws {@link RangeError} for an exchange without one. */
export function judgeExchange(operationId: string, exchange: Exchange): ResponseJudgement {
  if (!exchange.response) throw new RangeError(`No response to judge: ${exchange.id}`);
  judge ??= createJudge(cantonContract());
  return judge.judgeResponse(operationId, exchange.response);
}

/** Judges a request body, independently of the generators. */
export function judgeBody(operationId: string, body: Uint8Array): RequestJudgement {
  return judgeRequestBody(operationId, body);
}
