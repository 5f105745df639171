/**
 * The record of created things (design.md, rule 13): written before a creation is sent and when its outcome is known,
 * so that an interrupted run leaves a list of what may remain.
 */
import type { Creations } from './result.ts';

/** What kind of thing is created. Parties stay for ever; users can be deleted. */
export type Noun = Creations['maybe'][number]['noun'];

/** One line of the journal. */
export interface JournalEntry {
  /** `intended`: about to be sent. `created`, `refused`, `deleted`: known. `maybe`: the outcome is unknown. */
  readonly event: 'intended' | 'created' | 'refused' | 'maybe' | 'deleted';
  readonly noun: Noun;
  /** The name that was asked for. */
  readonly name: string;
  /** The identifier, once known. */
  readonly id?: string;
}

/** Where journal entries go as they happen; must have stored an entry when it returns. */
export type JournalSink = (entry: JournalEntry) => void;

/** Counts creations and remembers what is left. */
export class Journal {
  readonly #sink: JournalSink;
  readonly #created = new Map<string, { readonly noun: Noun; readonly name: string }>();
  readonly #names = new Map<string, { noun: Noun; state: 'intended' | 'maybe'; invalid?: boolean }>();
  readonly #deleted = new Set<string>();
  readonly #everDeleted = new Set<string>();

  constructor(sink: JournalSink = () => {}) {
    this.#sink = sink;
  }

  /** The journal of one deployment of the run: it knows nothing of the others, and this journal knows all that it does. */
  part(): Journal {
    return new Journal((entry) => this.#add(entry));
  }

  #add({ event, noun, name, id = name }: JournalEntry): void {
    if (event === 'intended') this.intend(noun, name);
    else if (event === 'created') this.created(noun, name, id);
    else if (event === 'refused') this.refused(noun, name);
    else if (event === 'maybe') this.unknown(noun, name);
    else this.deleted(noun, id);
  }

  /** Call before a creation is sent. */
  intend(noun: Noun, name: string): void {
    this.#names.set(name, { noun, state: 'intended' });
    this.#sink({ event: 'intended', noun, name });
  }

  /** The target says, or a read-back shows, that `id` exists because of `name`. */
  created(noun: Noun, name: string, id: string): void {
    this.#names.delete(name);
    if (!this.#created.has(id)) this.#created.set(id, { noun, name });
    this.#deleted.delete(id);
    this.#sink({ event: 'created', noun, name, id });
  }

  /** The target refused, so nothing should exist. */
  refused(noun: Noun, name: string): void {
    this.#names.delete(name);
    this.#sink({ event: 'refused', noun, name });
  }

  /** No answer, or one that does not say. `invalid`: nothing should exist, and a look at the list settles it. */
  unknown(noun: Noun, name: string, invalid = false): void {
    this.#names.set(name, { noun, state: 'maybe', invalid });
    this.#sink({ event: 'maybe', noun, name });
  }

  /** A look at the list: what was found exists; of invalid requests what was not found does not. */
  settle(noun: Noun, found: ReadonlyMap<string, readonly string[]>): void {
    for (const [name, entry] of [...this.#names]) {
      if (entry.noun !== noun || entry.state !== 'maybe') continue;
      const ids = found.get(name) ?? [];
      for (const id of ids) this.created(noun, name, id);
      if (ids.length === 0 && entry.invalid) this.refused(noun, name);
    }
  }

  /** Whether the run deleted a thing with this identifier at any time, even when it created another one under it since. */
  wasEverDeleted(id: string): boolean {
    return this.#everDeleted.has(id);
  }

  /** A user is gone again. */
  deleted(noun: Noun, id: string): void {
    this.#created.delete(id);
    this.#deleted.add(id);
    this.#everDeleted.add(id);
    this.#sink({ event: 'deleted', noun, name: id, id });
  }

  /** Identifiers of a kind that exist as far as is known. */
  existing(noun: Noun): readonly string[] {
    return [...this.#created].filter(([, entry]) => entry.noun === noun).map(([id]) => id);
  }

  /** Identifiers that do not show the name that was asked for: the target made them up. */
  madeUp(noun: Noun): readonly string[] {
    return [...this.#created]
      .filter(([id, entry]) => entry.noun === noun && !id.toLowerCase().includes(entry.name))
      .map(([id]) => id);
  }

  /** Names whose creation has an unknown outcome. */
  pending(noun?: Noun): readonly string[] {
    return [...this.#names].filter(([, entry]) => noun === undefined || entry.noun === noun).map(([name]) => name);
  }

  /** The summary for the report. */
  summary(): Creations {
    return {
      parties: [...this.existing('party')].sort(),
      users: [...this.existing('user'), ...this.#deleted].sort(),
      deleted: [...this.#deleted].sort(),
      maybe: (['party', 'user'] as const).flatMap((noun) =>
        [...this.pending(noun)].sort().map((name) => ({ noun, name })),
      ),
    };
  }
}
