/**
 * The configuration that `concordat init` writes. Lines that start with `#` and a space explain; lines that start with `#`
 * and a letter are keys that can be switched on.
 */
import { defaults } from './options.ts';
import type { SuiteName } from './settings.ts';

/** A commented YAML configuration for some suites (at least one). */
export function configurationTemplate(suites: readonly SuiteName[]): string {
  const ishare = suites.includes('ishare-parties');
  const canton = suites.some((suite) => suite.startsWith('canton-'));
  const target = canton ? 'http://localhost:7575' : 'https://registry.example';
  return [head(suites, target), canton && cantonBlock, ishare && ishareBlock, statementBlock(canton, ishare), tail]
    .filter((part) => typeof part === 'string')
    .join('\n');
}

const head = (suites: readonly SuiteName[], target: string): string => `\
# Configuration of concordat. Flags win over CONCORDAT_* variables, those over this file.
# \${NAME} stands for an environment variable; relative paths start from this folder.
# Its JSON Schema is published as concordat/config-schema.json.

suites: [${suites.join(', ')}]

# The deployment under test. Parties that a run creates stay on it for ever.
target: ${target}
`;

const cantonBlock = `\
canton:
  # Bearer tokens by role; what is not given makes its requirements not applicable.
  #tokens:
    # A participant administrator. Not needed where the target wants no token.
    #admin: "\${CANTON_TOKEN}"
    # An existing user without administrator rights.
    #notEntitled: "\${CANTON_TOKEN_NOT_ENTITLED}"
    # A token that was valid and has expired.
    #expired: "\${CANTON_TOKEN_EXPIRED}"
    # A well-signed token that names a user the target does not know.
    #unknownUser: "\${CANTON_TOKEN_UNKNOWN_USER}"
    # An active user without rights. A run deactivates it and makes it an administrator for a moment, and puts it back.
    #spareUser: "\${CANTON_TOKEN_SPARE_USER}"

  # Instead of tokens.admin: a file, or a command that is run again when the token has expired.
  #tokenFile: canton.token
  #tokenCommand: ./fetch-token.sh

  # Only where several synchronizers are connected.
  #synchronizerId: global-domain::1220...

  # Only for the administrator of an identity provider.
  #identityProviderId: my-idp
`;

const ishareBlock = `\
# What the operator of a registry has to provide. Test certificates are enough, and a registry for tests: parties cannot be deleted.
ishare:
  # Identifier of the registry under test: it issues the answers, and client assertions are made for it.
  registryId: did:ishare:EU.NL.NTRNL-10000000

  # The client that the suite acts as: a party that the registry knows and lets register others.
  clientId: did:ishare:EU.NL.NTRNL-10000001

  # Its RSA key (PEM, without a passphrase, mode 600) and the chain of its certificate (PEM: leaf, issuing authorities, root).
  #clientKeyFile: client.key
  #clientChainFile: client-chain.pem

  # The root that the chains in answers of the registry must lead to (PEM).
  #rootCertificateFile: root.pem

  # Certificates for the parties to register, whose organizationIdentifier is their identity. Either a test authority whose root is on
  # the trusted list of the registry, to mint one for each of some hundred parties (key: PEM, mode 600) …
  #caKeyFile: ca.key
  #caCertificateFile: ca.pem
  # … or certificates issued beforehand, one for each party. The plan says how many; what needs more is not decided. A registry that
  # checks the form of national register numbers needs these: numbers that are made up have twelve digits.
  #partyCertificates: [party-1.pem, party-2.pem]

  # Only you can give these; without them the requirements about them are not applicable.
  # Assertions of an identity provider that the registry accepts for Service Consumers and Entitled Parties:
  #idpAssertions: ["\${IDP_ASSERTION}"]
  # An access token of the registry that has expired:
  #expiredToken: "\${EXPIRED_ACCESS_TOKEN}"

  # Below the target. The token endpoint may be an address of its own.
  #paths:
    #token: /connect/token
    #parties: /parties
    #trustedList: /trustedList
    #capabilities: /capabilities
`;

const statementBlock = (canton: boolean, ishare: boolean): string =>
  `\
# What you declare about the target. What is not declared is detected; a declaration that does not hold is a failure.
statement:
${
  canton
    ? `\
  # Whether requests need a token: none or bearer.
  #authentication: bearer
  # Whether the identifier of a party is made from the hint: honoured or ignored.
  #partyIdHint: honoured
  # A second allocation with one hint is rejected, or gets a distinct identifier.
  #duplicateHint: rejected
`
    : ''
}${
  ishare
    ? `\
  # Body of a registration: json; jwt, with the members of the party in its payload; or jwt-party-info, with them in partyInfo.
  #requestEncoding: json
`
    : ''
}  # Whether created things can be read.
  #readBack: true
`;

const tail = `\
# Which MUSTs decide: contract, or reference (the contract and the reference product).
#profile: ${defaults.profile}

# How much is sent: smoke (cannot certify), standard or thorough.
#budget: ${defaults.budget}

# Equal seeds draw equal payloads; random draws a new one for each run.
#seed: ${defaults.seed}

# Prefix of every name a run creates: 1 to 8 of a-z and 0-9. Random when not given.
#namespace: nightly

# A run that may create more parties on a deployment does not start.
#maxParties: ${defaults.maxParties}

# Requests in flight; requests a second; milliseconds to wait for an answer; seconds to wait for a target to get ready.
#concurrency: ${defaults.concurrency}
#rps: 50
#timeout: ${defaults.timeout}
#wait: 60

# Fields that every request carries, and the authorities to trust instead of the system's.
#headers:
  #X-Environment: staging
#ca: ca-bundle.pem

# Requirements to run or to leave out, by globs over their ids. A selection cannot certify.
#only: ["canton-parties/hint/*"]
#exclude: ["*/race-*"]

# Folder and formats of the report.
#out: ${defaults.out}
#formats: [${defaults.formats.join(', ')}]

# What only you can give and did not give is undetermined instead of not applicable.
#strict: true
`;
