/**
 * The blocks of the configuration file that only the file can say: `canton`, `ishare`, `statement`.
 */
import { resolve } from 'node:path';
import type { Json } from '../../contracts/model.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { ConfigurationFile, KeyPath } from './file.ts';
import { configurationSchema, schemaAt } from './schema.ts';
import type { Secret } from './secret.ts';
import {
  type CantonSettings,
  type IshareSettings,
  operatorRoles,
  type SettingLine,
  type StatementSettings,
} from './settings.ts';
import { valueAt } from './sources.ts';
import type { Substituted } from './substitute.ts';
import * as values from './values.ts';

type File = (ConfigurationFile & Substituted) | undefined;

const fileKeys = ['clientKeyFile', 'clientChainFile', 'rootCertificateFile', 'caKeyFile', 'caCertificateFile'] as const;

/** Drops members whose value is `undefined`. */
function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

const textAt = (file: File, path: KeyPath): string | undefined => {
  const value = valueAt(file?.content, path);
  return value === undefined || value === null ? undefined : String(value);
};

const secretAt = (file: File, path: KeyPath): Secret | undefined => {
  const text = textAt(file, path);
  if (file === undefined || text === undefined) return undefined;
  try {
    return values.secret(text);
  } catch (error) {
    const sentence = `${file.place(path)}: ${path.join('.')} ${(error as Error).message}.`;
    throw new ConfigurationError(sentence, { cause: error });
  }
};

const listAt = (file: File, path: KeyPath): readonly Json[] => {
  const value = valueAt(file?.content, path);
  return Array.isArray(value) ? value : [];
};

/** Reads the `canton` block; the admin token is an option of its own. */
export function readCanton(file: File): CantonSettings {
  const tokens = operatorRoles.map((role) => [role, secretAt(file, ['canton', 'tokens', role])] as const);
  return {
    tokens: Object.fromEntries(tokens.filter(([, token]) => token !== undefined)),
    ...present({
      synchronizerId: textAt(file, ['canton', 'synchronizerId']),
      identityProviderId: textAt(file, ['canton', 'identityProviderId']),
    }),
  };
}

/** Reads the `ishare` block and makes its paths absolute. */
export function readIshare(file: File): IshareSettings {
  const absolute = (path: string): string => resolve(file?.folder ?? '.', path);
  const fileAt = (key: string): string | undefined => {
    const path = textAt(file, ['ishare', key]);
    return path === undefined ? undefined : absolute(path);
  };
  const pathOf = (key: string): string =>
    textAt(file, ['ishare', 'paths', key]) ?? String(schemaAt(['ishare', 'paths', key])?.default);
  return {
    ...present({ registryId: textAt(file, ['ishare', 'registryId']), clientId: textAt(file, ['ishare', 'clientId']) }),
    ...present(
      Object.fromEntries(fileKeys.map((key) => [key, fileAt(key)])) as Record<
        (typeof fileKeys)[number],
        string | undefined
      >,
    ),
    partyCertificates: listAt(file, ['ishare', 'partyCertificates']).map((path) => absolute(String(path))),
    idpAssertions: listAt(file, ['ishare', 'idpAssertions']).map(
      (_, index) => secretAt(file, ['ishare', 'idpAssertions', index])!,
    ),
    ...present({ expiredToken: secretAt(file, ['ishare', 'expiredToken']) }),
    paths: {
      token: pathOf('token'),
      parties: pathOf('parties'),
      trustedList: pathOf('trustedList'),
      capabilities: pathOf('capabilities'),
    },
  };
}

/** Reads what the vendor declares. */
export function readStatement(file: File): StatementSettings {
  const block = valueAt(file?.content, ['statement']) ?? {};
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null)) as StatementSettings;
}

/** Whether `doctor` may show what stands at a place of the blocks. */
function isSecret(path: KeyPath): boolean {
  return ['tokens', 'idpAssertions', 'expiredToken'].includes(String(path[1]));
}

/** One line for every key of the blocks that the file says, and for those with a default. */
export function blockLines(file: File, taken: ReadonlySet<string>): SettingLine[] {
  const lines: SettingLine[] = [];
  const visit = (path: KeyPath): void => {
    const node = schemaAt(path);
    if (node?.properties) {
      for (const key of Object.keys(node.properties)) visit([...path, key]);
      return;
    }
    const name = path.join('.');
    const value = valueAt(file?.content, path);
    if (taken.has(name)) return;
    if (file !== undefined && value !== undefined && value !== null) {
      const shown = isSecret(path) ? '(secret)' : [value].flat().map(String).join(', ');
      lines.push({ name, shown, origin: file.place(path) });
    } else if (node?.default !== undefined && valueAt(file?.content, path.slice(0, 1)) !== undefined) {
      lines.push({ name, shown: String(node.default), origin: 'default' });
    }
  };
  for (const block of ['canton', 'ishare', 'statement']) {
    if (configurationSchema().properties?.[block]) visit([block]);
  }
  return lines;
}
