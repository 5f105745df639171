/**
 * Judging that identifiers are distinct.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { Finding, Outcome } from '../../engine/result.ts';

/** Every accepted case has an identifier of its own; at least `atLeast` cases must have been accepted. */
export function distinctIdentifiers(cases: readonly AcceptanceCase[], seed: number, atLeast: number): Outcome {
  const byId = new Map<string, AcceptanceCase[]>();
  for (const it of cases) if (it.accepted && it.id !== undefined) byId.set(it.id, [...(byId.get(it.id) ?? []), it]);
  const accepted = [...byId.values()].reduce((sum, group) => sum + group.length, 0);
  const shared = [...byId].filter(([, group]) => group.length > 1);
  if (shared.length > 0) {
    return failed(
      { sent: accepted, failed: shared.length },
      shared.map(([id, group]) => sharedFinding(id, group, seed)),
    );
  }
  if (accepted < atLeast) {
    return undetermined(
      'control-refused',
      `Only ${accepted} of ${cases.length} valid requests were accepted; ${atLeast} are needed.`,
    );
  }
  return passed(accepted, `${accepted} allocations gave ${byId.size} distinct identifiers.`);
}

function sharedFinding(id: string, group: readonly AcceptanceCase[], seed: number): Finding {
  return {
    summary: `One identifier was given to ${group.length} allocations`,
    expected: 'each allocation gets an identifier of its own',
    actual: `"${id}" for ${group
      .map((it) => it.label)
      .slice(0, 4)
      .join(', ')}`,
    pointer: '/partyDetails/party',
    intermittent: false,
    seed,
    path: String(group[0]?.index ?? 0),
    evidence: group.slice(0, 2).map((it) => it.record.exchange),
  };
}
