import { describeConformance } from 'concordat/vitest';

const target = process.env.LEDGER_URL;
if (target === undefined) throw new Error('Set LEDGER_URL to the JSON Ledger API under test.');

describeConformance({
  target,
  suites: ['canton-parties'],
  tokenFile: process.env.LEDGER_TOKEN_FILE,
  statement: { partyIdHint: 'honoured', duplicateHint: 'rejected' },
});
