/**
 * Every known contradiction inside and between the published texts, and the fair line that is taken: an erratum, a rule
 * of the generators, an entry of the statement, a rule of the judges, or nothing that is scored.
 */

/** What became of a contradiction. */
export type Treatment = 'erratum' | 'generator-rule' | 'judge-rule' | 'statement' | 'reference-only' | 'not-scored';

/** One contradiction. */
export interface Contradiction {
  readonly id: string;
  /** What pulls apart. */
  readonly between: string;
  readonly treatment: Treatment;
  /** The line that is taken. */
  readonly line: string;
  /** The erratum, rule, entry of the statement or requirement (without `ishare-parties/`) that holds the line. */
  readonly heldBy: string;
}

const row = (id: string, treatment: Treatment, heldBy: string, between: string, line: string): Contradiction => ({
  id,
  treatment,
  heldBy,
  between,
  line,
});

/** The list, in the order of reading: request, answer, life cycle, identity. */
export const contradictions: readonly Contradiction[] = [
  row(
    'request-encoding',
    'statement',
    'requestEncoding',
    'The page wants a JWT; the schema, the example and every known client send JSON.',
    'JSON is sent. `statement.requestEncoding: jwt` selects the other form. A registry that refuses every JSON body and declares nothing is not determined.',
  ),
  row(
    'claim-ids-omitted',
    'erratum',
    'ishare/claim-ids-omitted',
    'The schema requires id and registrarId of a claim; the page lets a POST omit them.',
    'Omitting must work; sending them should.',
  ),
  row(
    'which-id-may-be-omitted',
    'not-scored',
    'required',
    'The sentence on omission can be read as the party id or the claim id.',
    'It means the claim id. A party without id may be refused, or its id derived.',
  ),
  row(
    'certificate-status',
    'judge-rule',
    'enum',
    'x509Certificate allows active and revoked, the common claim four statuses.',
    'Both schemas hold at once: suspended and inactive must be refused.',
  ),
  row(
    'status-other-than-active',
    'not-scored',
    'policy',
    'A claim may be posted with a status other than active; nothing says that it must be taken.',
    'An acceptance is compared in full, a refusal is policy.',
  ),
  row(
    'success-status',
    'erratum',
    'ishare/created-201',
    'The document knows 200 only; the page on status codes wants 201 with Location.',
    'Both pass.',
  ),
  row(
    'errors-undeclared',
    'erratum',
    'ishare/errors-undeclared',
    'No error is declared for the operation.',
    'Only the class of the status and the absence of effects are judged; the body is free.',
  ),
  row(
    'paths',
    'erratum',
    'ishare/trusted-list-path',
    '/trustedList and /trusted_list; prefixes such as /v3.0; /token.',
    'Paths are configurable.',
  ),
  row(
    'token-member-name',
    'judge-rule',
    'v2-response-shape',
    'partyToken in version 3, party_token before.',
    'partyToken is demanded; the former name has a finding of its own.',
  ),
  row(
    'both-agreements',
    'generator-rule',
    'minimum',
    'One agreement claim is demanded at minimum, or both Accession Agreement and Terms of Use.',
    'Both are always sent; refusing a single one is not scored.',
  ),
  row(
    'example-identifier',
    'generator-rule',
    'identity',
    'The example party and its certificate name different organisations.',
    'The example is never sent; identities are made consistent.',
  ),
  row(
    'example-duplicates',
    'judge-rule',
    'claim-ids-unique',
    'Two claims of the example answer share one id; each registrarId starts with a blank.',
    'The text says unique identifier, so it is; registrarId is trimmed (`ishare/registrar-padded`).',
  ),
  row(
    'claim-models-spelling',
    'generator-rule',
    'template',
    'The claim models page writes frameworkComplianceship and a textual publiclyPublishable.',
    'The OpenAPI document wins.',
  ),
  row(
    'yes-and-no',
    'generator-rule',
    'template',
    'The YAML form has unquoted yes and no, which YAML 1.1 reads as booleans.',
    'The texts yes and no are sent; a registry that refuses them is wrong.',
  ),
  row(
    'one-of-without-type',
    'erratum',
    'ishare/claim-by-type',
    'Without type, several branches of the claim schema match.',
    'The branch is chosen by type first.',
  ),
  row(
    'closed-objects',
    'not-scored',
    'extra-member',
    'Closing each part of an allOf would refuse every valid claim.',
    'Extra members are never a violation.',
  ),
  row(
    'unknown-claim-types',
    'not-scored',
    'claim-type',
    'The schema refuses unknown types, the claim models page lets data spaces add some.',
    'Not scored.',
  ),
  row(
    'schema-is-wide',
    'judge-rule',
    'minimum-set',
    'The schema admits no claims at all, empty texts, reversed periods, any hash, any role.',
    'No claims breaks the minimum of the page; the rest belongs to reference or is not scored.',
  ),
  row(
    'machine-to-machine',
    'judge-rule',
    'certificate-rule',
    'The schema narrows the exemption to consumers without machine-to-machine traffic, which no payload tells.',
    'The two exempt roles may use either credential, all others need a certificate.',
  ),
  row(
    'capability-url',
    'reference-only',
    'semantics/capability-url-missing',
    'capabilityUrl is demanded for some roles in a description only.',
    'Always sent; its absence belongs to reference.',
  ),
  row(
    'extra-header-parameters',
    'not-scored',
    'header',
    'The page on JWTs forbids other header parameters, a proposal drops that.',
    'A note.',
  ),
  row(
    'audience-list',
    'reference-only',
    'token/single-audience-demanded',
    'Only an older page forbids a list as audience of a client assertion.',
    'Reference. An answer with a list of one is a note.',
  ),
  row(
    'token-lifetime',
    'judge-rule',
    'lifetime',
    'exp is iat + 30 by the page on JWTs; the schema only says until when.',
    'Compared exactly; clock skew is judged apart.',
  ),
  row(
    'alias-methods',
    'generator-rule',
    'alias',
    'did:elsi in the example, did:ebsi in the document.',
    'Aliases are opaque.',
  ),
  row('read-only-members', 'generator-rule', 'template', 'dataspaceName is read-only.', 'It is never sent.'),
  row(
    'date-notation',
    'judge-rule',
    'compareParty',
    'Dates come back with Z or +00:00, with or without milliseconds.',
    'Instants are compared.',
  ),
  row(
    'assertion-content',
    'generator-rule',
    'idpAssertions',
    'Nothing defines what an idpAssertion holds; a registry may verify it.',
    'Accepted ones are only expected of assertions that the operator gives.',
  ),
  row(
    'certificate-trust',
    'generator-rule',
    'identity-source',
    'Which certificates are trusted depends on the trusted list of the target.',
    'The operator gives a CA or certificates; without both such cases are not determined.',
  ),
  row(
    'organisation-identifier',
    'reference-only',
    'semantics/certificate-of-another',
    'The framework wants the certificate to name the party; the example breaks it.',
    'Reference.',
  ),
  row(
    'assertion-refused-for-one',
    'judge-rule',
    'certificate-rule',
    'A registry may have no identity provider at all.',
    'Refusing every assertion is policy; refusing it for one exempt role only breaks the page.',
  ),
  row(
    'shared-alias',
    'reference-only',
    'semantics/alias-of-another',
    'Identifiers must be unique; nothing says so of two aliases.',
    'A shared alias is not scored; an alias that is the id of another party belongs to reference.',
  ),
  row(
    'root-in-chain',
    'reference-only',
    'token/root-in-chain-demanded',
    'x5c ends with the root, or with an authority below it.',
    'A chain without the root belongs to reference; the leaf alone breaks the page on JWTs.',
  ),
  row(
    'missing-bearer-status',
    'reference-only',
    'authentication/status-401',
    '401 by older pages, no status here.',
    'Any refusal passes; 401 belongs to reference.',
  ),
  row(
    'time-zones',
    'reference-only',
    'semantics/date-with-offset',
    'The description says UTC, the format allows any offset.',
    'Z and +00:00 must be accepted; other offsets belong to reference.',
  ),
  row(
    'get-on-token-endpoint',
    'not-scored',
    'token',
    'GET on the token endpoint must be off by one page, is named in the title of another.',
    'Not scored.',
  ),
  row(
    'any-lifetime',
    'judge-rule',
    'expires_in',
    'Access tokens should live 3600 s; real ones live less.',
    'expires_in is obeyed, whatever it is.',
  ),
  row(
    'provider-with-assertion',
    'not-scored',
    'policy',
    'A ServiceProvider that brings an assertion besides its certificate.',
    'Both answers are legal.',
  ),
];
