/**
 * The participant behind the target.
 */
import type { RunContext } from '../../engine/context.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { fillTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { getParticipantId } from '../canton/requests.ts';
import { jsonOf, text } from '../json.ts';

/** The namespace in the participant id, read once. Throws {@link Inconclusive} when there is none. */
export function participantNamespace(context: RunContext): Promise<string> {
  return context.once('participant namespace', async () => {
    const exchange = await context.target.send(
      fillTemplate(getParticipantId(), () => ''),
      {
        tag: `${context.suite}/participant id`,
        connection: 'verification',
        repeat: 'safe',
      },
    );
    const id = text(jsonOf(exchange), 'participantId') ?? '';
    const at = id.lastIndexOf('::');
    if (at < 0)
      throw new Inconclusive(
        'prerequisite-failed',
        `The participant id tells no namespace: ${describeAnswer(exchange)}`,
      );
    return id.slice(at + 2);
  });
}
