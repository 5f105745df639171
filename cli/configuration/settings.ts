/**
 * What the command line, the environment and the configuration file decide together: plain data.
 */
import type { ProfileName } from '../../contracts/model.ts';
import type { Budget } from '../../engine/experiment.ts';
import type { CredentialRole } from '../../target/exchange.ts';
import type { Secret } from './secret.ts';

/** Every suite of the design, built or not. */
export const suiteNames = ['canton-parties', 'canton-users', 'ishare-parties'] as const;
/** The name of a suite. */
export type SuiteName = (typeof suiteNames)[number];

/** Every report format. */
export const reportFormats = ['json', 'junit', 'html', 'markdown'] as const;
/** The name of a report format. */
export type ReportFormat = (typeof reportFormats)[number];

/** Roles of the Canton credentials that only an operator can give, beside `admin`. */
export const operatorRoles = ['notEntitled', 'expired', 'unknownUser', 'spareUser'] as const satisfies CredentialRole[];
/** One of {@link operatorRoles}. */
export type OperatorRole = (typeof operatorRoles)[number];

/** The deployment under test: an address, or our own reference. */
export type TargetChoice = { readonly kind: 'embedded' } | { readonly kind: 'external'; readonly url: string };

/** A header field that every request carries. The value may be a secret, so it is never printed. */
export interface FixedHeader {
  readonly name: string;
  readonly value: Secret;
}

/** What each option of the command line means once it is read. Absent means: not given and without a default. */
export interface OptionValues {
  readonly target?: TargetChoice;
  /** Empty: the suites whose contract the target answers to. */
  readonly suites: readonly SuiteName[];
  readonly profile: ProfileName;
  readonly budget: Budget;
  readonly seed: number | 'random';
  /** 1 to 8 of a-z and 0-9; absent: drawn at random. */
  readonly namespace?: string;
  /** Requests in flight. */
  readonly concurrency: number;
  /** Requests a second at most; absent: no limit. */
  readonly rps?: number;
  /** Milliseconds for one exchange. */
  readonly timeout: number;
  readonly maxParties: number;
  readonly token?: Secret;
  /** Absolute path. */
  readonly tokenFile?: string;
  readonly tokenCommand?: string;
  readonly headers: readonly FixedHeader[];
  /** Absolute path of a PEM file. */
  readonly ca?: string;
  /** Absolute path. */
  readonly out: string;
  readonly formats: readonly ReportFormat[];
  /** Globs over requirement ids; empty: everything. */
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  /** Seconds to wait until the target is ready. */
  readonly wait: number;
  readonly strict: boolean;
  readonly dryRun: boolean;
  readonly quiet: boolean;
}

/** Where the admin token comes from. */
export type AdminCredential =
  | { readonly kind: 'value'; readonly value: Secret }
  | { readonly kind: 'file'; readonly path: string }
  /** A shell command that prints the token; run again when the target answers 401. */
  | { readonly kind: 'command'; readonly command: string };

/** The `canton` block. */
export interface CantonSettings {
  readonly tokens: Readonly<Partial<Record<OperatorRole, Secret>>>;
  readonly synchronizerId?: string;
  readonly identityProviderId?: string;
}

/** The `ishare` block; paths of files are absolute. */
export interface IshareSettings {
  readonly registryId?: string;
  readonly clientId?: string;
  readonly clientKeyFile?: string;
  readonly clientChainFile?: string;
  readonly rootCertificateFile?: string;
  readonly caKeyFile?: string;
  readonly caCertificateFile?: string;
  readonly partyCertificates: readonly string[];
  readonly idpAssertions: readonly Secret[];
  /** An access token of the registry that has expired. */
  readonly expiredToken?: Secret;
  readonly paths: {
    readonly token: string;
    readonly parties: string;
    readonly trustedList: string;
    readonly capabilities: string;
  };
}

/** The vendor's statement, as declared. What is not declared is detected. */
export type StatementSettings = Readonly<Record<string, string | number | boolean>>;

/** One setting as `doctor` shows it. */
export interface SettingLine {
  /** As in the configuration file, e.g. `maxParties`, `canton.tokens.expired`. */
  readonly name: string;
  /** The value for a person; a placeholder for a secret. */
  readonly shown: string;
  /** `flag --timeout`, `environment CONCORDAT_TIMEOUT`, `concordat.config.yaml:3` or `default`. */
  readonly origin: string;
}

/** Everything that was decided, each value with where it comes from. */
export interface Settings {
  readonly options: OptionValues;
  /** Absent: no admin token was given. */
  readonly adminCredential?: AdminCredential;
  readonly canton: CantonSettings;
  readonly ishare: IshareSettings;
  readonly statement: StatementSettings;
  /** Absolute path of the configuration file, when there is one. */
  readonly configurationFile?: string;
  /** Every setting, in the order of the documentation. */
  readonly lines: readonly SettingLine[];
  /** Sentences that deserve attention and stop nothing. */
  readonly warnings: readonly string[];
}
