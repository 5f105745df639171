/**
 * Secrets that nobody could announce: tokens that a token endpoint hands out (RFC 6749, 5.1), which must be cut out of the very
 * response that brings them.
 */
const ISSUED = /"(?:access_token|refresh_token|id_token)"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/** The tokens that a response body issues. */
export function issuedTokens(body: Uint8Array): readonly string[] {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!buffer.includes('_token"')) return [];
  return [...buffer.toString('utf8').matchAll(ISSUED)].flatMap(([, literal]) => parsed(literal));
}

function parsed(literal: string | undefined): readonly string[] {
  try {
    return [String(JSON.parse(literal ?? ''))];
  } catch {
    return [];
  }
}
