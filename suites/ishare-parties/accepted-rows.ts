/**
 * Checks on the acceptance of rows of the specimens.
 */
import type { AcceptanceEvidence } from '../../engine/checks/acceptance.ts';
import { accepts } from '../../engine/checks/accepts.ts';
import { notApplicable } from '../../engine/checks/outcome.ts';
import type { Experiment } from '../../engine/experiment.ts';
import type { Check } from '../../engine/requirement.ts';
import { declaredForm } from '../ishare/encoding.ts';
import { encodingReason } from './encoding-variant.ts';
import { isRow, specimens } from './specimens.ts';

/** Decides that these rows, or all, are accepted; unless no specimen is: then the encoding may be another one. */
export function acceptsRows(sources: readonly Experiment<AcceptanceEvidence>[], ...ids: readonly string[]): Check {
  const check = accepts(sources, ids.length > 0 ? { which: isRow(...ids) } : {});
  return {
    experiments: [...new Set([...sources, ...specimens])],
    judge: async (context) => {
      const evidence = await Promise.all(specimens.map((source) => context.evidence(source)));
      return (
        encodingReason(
          evidence.flatMap(({ cases }) => cases),
          context,
        ) ?? check.judge(context)
      );
    },
  };
}

/** A check that says nothing about a registry that declares JWT bodies. */
export function forJsonBodies(check: Check): Check {
  return {
    ...check,
    judge: async (context) =>
      declaredForm(context)
        ? notApplicable('statement-excludes', 'The statement declares that bodies are JWTs.')
        : check.judge(context),
  };
}
