/**
 * The check shape "do these steps and look": for requirements about more than one request.
 */
import type { Json } from '../../contracts/model.ts';
import type { Exchange, SendOptions } from '../../target/exchange.ts';
import type { RunContext } from '../context.ts';
import type { Cost, Draw, Experiment, Lane, Vector } from '../experiment.ts';
import type { CreateOperation } from '../operation.ts';
import type { Check } from '../requirement.ts';
import type { Finding, Outcome } from '../result.ts';
import { type CaseRecord, createdIdOf, isAccepted, sendCreation } from '../sending.ts';
import { Inconclusive, Interrupted } from '../signals.ts';
import { type BodyTemplate, fillTemplate, type RequestTemplate } from '../template.ts';
import { describeAnswer, shorten } from '../text.ts';
import { runStarts, TransientTrouble } from './scenario-starts.ts';

/** How often creations that share a name are started afresh before the whole scenario is. */
const STARTS_OF_A_PAIR = 4;
/** Attempts within one start of a scenario leave room for fresh starts of single creations. */
const ATTEMPTS_PER_START = 10;

/** Something created in a scenario. */
export interface CreatedThing {
  readonly id: string;
  /** The name that was sent in place of the first placeholder. */
  readonly name: string;
  /** The body of the answer. */
  readonly json: Json | undefined;
  readonly record: CaseRecord;
}

/** One expectation of a scenario. */
export interface Expected {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  readonly pointer?: string;
  readonly evidence: readonly Exchange[];
}

/** How a step is sent. */
type Way = Pick<SendOptions, 'connection' | 'repeat'>;

const ONCE: Way = { connection: 'primary', repeat: 'once' };

/** What a scenario is declared with. */
export interface ScenarioOptions {
  readonly key: string;
  readonly lane?: Lane;
  readonly needs?: readonly Experiment<unknown>[];
  readonly cost: Cost | ((draw: Draw) => Cost);
  /** The requests that do not depend on answers; they enter the hash of the vectors. */
  readonly vectors?: (draw: Draw) => readonly Vector[];
  /** The sentence of a pass. */
  readonly satisfied: string;
  run(scenario: Scenario): Promise<void>;
}

/** Steps and expectations of one start of a scenario. */
export class Scenario {
  readonly context: RunContext;
  readonly #key: string;
  readonly #start: number;
  readonly findings: Finding[] = [];
  readonly notes: string[] = [];
  checked = 0;
  #answered = 0;

  constructor(context: RunContext, key: string, start: number) {
    this.context = context;
    this.#key = key;
    this.#start = start;
  }

  /** The name that stands for placeholder `index` of the step `label`. */
  name(label: string, index = 0): string {
    return this.context.name(this.#key, label, this.#start * ATTEMPTS_PER_START, index);
  }

  /** Sends a creation; a valid one and an invalid one alike. `once` for races. */
  async create(
    operation: CreateOperation,
    label: string,
    body: BodyTemplate | Json,
    options: CreateStep = {},
  ): Promise<CaseRecord> {
    const template = operation.template(isBodyTemplate(body) ? body : { kind: 'json', value: body });
    const vector: Vector = { label, template: options.request ? options.request(template) : template };
    return sendCreation(this.context, operation, vector, {
      scope: this.#key,
      firstAttempt: this.#start * ATTEMPTS_PER_START + (options.pairStart ?? 0),
      ...(options.once && { once: true }),
      ...(options.twin !== undefined && { twin: options.twin }),
    });
  }

  /** Sends a creation that this scenario builds on. Throws {@link Inconclusive} when it is not accepted. */
  async given(
    operation: CreateOperation,
    label: string,
    body: BodyTemplate | Json,
    options: CreateStep = {},
  ): Promise<CreatedThing> {
    return this.#builtOn(operation, await this.create(operation, label, body, options));
  }

  /**
   * {@link given}, but never sent again on its own: for creations whose effects on something else are counted afterwards.
   * Transient trouble starts the scenario afresh.
   */
  async givenOnce(operation: CreateOperation, label: string, body: Json): Promise<CreatedThing> {
    return this.#builtOn(operation, await this.createOnce(operation, label, body));
  }

  /** {@link create}, but never sent again on its own. Transient trouble starts the scenario afresh. */
  async createOnce(operation: CreateOperation, label: string, body: Json): Promise<CaseRecord> {
    return this.#answeredOnce(label, await this.create(operation, label, body, { once: true }));
  }

  #answeredOnce(label: string, record: CaseRecord): CaseRecord {
    if (!record.answered) throw new TransientTrouble(label, record.exchange, this.#answered);
    return record;
  }

  #builtOn(operation: CreateOperation, record: CaseRecord): CreatedThing {
    const id = this.buildsOn(operation, record);
    this.#answered += 1;
    return { id, name: record.name, json: record.judgement?.json, record };
  }

  /** The identifier of an accepted record. Throws {@link Inconclusive} when it was not accepted: nothing can be built on it. */
  buildsOn(operation: CreateOperation, record: CaseRecord): string {
    const id = createdIdOf(operation, record);
    if (isAccepted(operation, record) && id !== undefined) {
      if (operation.isOwn?.(id, record.name, record.exchange.request.body) !== false) return id;
      throw new Inconclusive(
        'prerequisite-failed',
        `A valid ${operation.title} that this builds on was answered with another identifier than its own: ${id}`,
      );
    }
    const code = record.answered ? 'control-refused' : 'transient-trouble';
    throw new Inconclusive(
      code,
      `A valid ${operation.title} that this builds on was not accepted: ${describeAnswer(record.exchange)}`,
    );
  }

  /** Sends a creation under the name of something that was created before. Transient trouble starts the scenario afresh. */
  async sameNameAgain(operation: CreateOperation, original: CreatedThing, body: Json): Promise<CaseRecord> {
    const { label, attempt } = original.record;
    const vector: Vector = { label, template: operation.template({ kind: 'json', value: body }) };
    const record = await sendCreation(this.context, operation, vector, {
      scope: this.#key,
      firstAttempt: attempt,
      once: true,
    });
    return this.#answeredOnce(label, record);
  }

  /**
   * Sends creations that share one name, one after the other. A fresh start of one of them would give it another name, so after
   * transient trouble all of them are sent again under the next one. None is sent after one that is `enough`.
   */
  async sharingName(
    operation: CreateOperation,
    label: string,
    bodies: readonly Json[],
    enough: (record: CaseRecord) => boolean = () => false,
  ): Promise<readonly CaseRecord[]> {
    for (let pairStart = 0; ; pairStart += 1) {
      const records: CaseRecord[] = [];
      for (const [twin, body] of bodies.entries()) {
        const record = await this.create(operation, label, body, { once: true, twin, pairStart });
        records.push(record);
        if (!record.answered || enough(record)) break;
      }
      const troubled = records.find((record) => !record.answered);
      if (!troubled) {
        this.#answered += records.length;
        return records;
      }
      if (pairStart + 1 >= STARTS_OF_A_PAIR) throw new TransientTrouble(label, troubled.exchange, this.#answered);
      await this.context.target.backOff(pairStart);
    }
  }

  /** Reads; sent again by the client on transient trouble. */
  async read(template: RequestTemplate, label: string): Promise<Exchange> {
    return this.#settled(template, label, { connection: 'verification', repeat: 'safe' });
  }

  /** Sends a change that is not a creation; transient trouble starts the scenario afresh. */
  async change(template: RequestTemplate, label: string): Promise<Exchange> {
    return this.#settled(template, label, ONCE);
  }

  /**
   * Sends a change that is to be refused; sent again by the client on transient trouble, for it changes nothing. A long row of them
   * would hardly survive such trouble if each one started all of them afresh.
   */
  async invalidChange(template: RequestTemplate, label: string): Promise<Exchange> {
    return this.#settled(template, label, { connection: 'primary', repeat: 'safe' });
  }

  /** Sends as it is and returns whatever comes, for races. */
  async sendOnce(template: RequestTemplate, label: string): Promise<Exchange> {
    return this.#raw(template, label, ONCE);
  }

  async #settled(template: RequestTemplate, label: string, way: Way): Promise<Exchange> {
    const exchange = await this.#raw(template, label, way);
    if (!exchange.response || this.context.isTransient(exchange))
      throw new TransientTrouble(label, exchange, this.#answered);
    this.#answered += 1;
    return exchange;
  }

  async #raw(template: RequestTemplate, label: string, way: Way): Promise<Exchange> {
    if (this.context.signal.aborted) throw new Interrupted();
    const request = fillTemplate(template, (index) => this.name(label, index));
    const exchange = await this.context.target.send(request, {
      tag: `${this.context.suite}/${this.#key}#${label}.${this.#start}`,
      ...way,
    });
    if (exchange.failure?.kind === 'aborted') throw new Interrupted();
    return exchange;
  }

  /** Checks one thing; a false condition is a finding. */
  check(condition: boolean, otherwise: Expected | (() => Expected)): boolean {
    this.checked += 1;
    if (condition) return true;
    const { summary, expected, actual, pointer, evidence } = typeof otherwise === 'function' ? otherwise() : otherwise;
    this.findings.push({
      summary,
      expected,
      actual: shorten(actual, 300),
      pointer: pointer ?? '',
      intermittent: false,
      seed: this.context.draw.seed,
      path: '',
      evidence,
    });
    return false;
  }
}

/** Options of a creation step. */
export interface CreateStep {
  readonly once?: boolean;
  /** Tells requests apart that share a label. */
  readonly twin?: number;
  /** Counts fresh starts of creations that share a name. */
  readonly pairStart?: number;
  readonly request?: (template: RequestTemplate) => RequestTemplate;
}

function isBodyTemplate(body: BodyTemplate | Json): body is BodyTemplate {
  return (
    typeof body === 'object' && body !== null && !Array.isArray(body) && 'kind' in body && typeof body.kind === 'string'
  );
}

/** Declares a check that runs a scenario. */
export function scenario(options: ScenarioOptions): Check {
  const experiment: Experiment<Outcome> = {
    key: options.key,
    lane: options.lane ?? 'concurrent',
    ...(options.needs && { needs: options.needs }),
    vectors: options.vectors ?? (() => []),
    cost: (draw) => (typeof options.cost === 'function' ? options.cost(draw) : options.cost),
    run: (context) => runStarts(context, options, (start) => new Scenario(context, options.key, start)),
  };
  return { experiments: [experiment], judge: (context) => context.evidence(experiment) };
}
