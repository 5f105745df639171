/** Answers of an embedded registry before they are written to the wire. */
import type { Json } from '../../contracts/model.ts';

/** A response. A body that is no text is written as JSON; without one there is none. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Replaces the media type of the body. */
  readonly mediaType?: string;
}

/** Why a request is refused. */
export interface Refusal {
  readonly kind:
    | 'unauthorised'
    | 'json'
    | 'media-type'
    | 'schema'
    | 'minimum'
    | 'semantics'
    | 'duplicate'
    | 'not-found'
    | 'query';
  readonly message: string;
}

/** Headers of everything that must not be cached. */
export const NOT_CACHED = { 'cache-control': 'no-store', pragma: 'no-cache' } as const;
