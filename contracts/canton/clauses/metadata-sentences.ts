/**
 * The sentences on ObjectMeta and JsCantonError, which both operation pages carry.
 */
import { BINDS_CLIENTS, DESCRIPTIVE, type Entry } from './clause.ts';

const VERSION = 'schema/ObjectMeta/resourceVersion';
const ANNOTATIONS = 'schema/ObjectMeta/annotations';

/** Sentences on resource versions and annotations. `optional`: slug of the sentence that makes members optional on the page. */
export const metadataSentences = (optional: string): readonly Entry[] => [
  ['schema/ObjectMeta/purpose', 'Represents metadata corresponding to a participant resource', DESCRIPTIVE],
  ['schema/ObjectMeta/model', 'Based on ObjectMeta meta used in Kubernetes API', DESCRIPTIVE],
  [`${VERSION}/non-empty`, 'An opaque, non-empty value, populated by a participant server'],
  [`${VERSION}/changes`, 'The participant server will change it to a unique value'],
  [`${VERSION}/opaque`, 'You must not rely on the format', BINDS_CLIENTS],
  [`${VERSION}/format-may-change`, 'The participant server might change it without notice', DESCRIPTIVE],
  [`${VERSION}/read`, 'You can obtain the newest resource version value'],
  [`${VERSION}/pass-back`, 'You may use it for concurrent change detection'],
  [`${VERSION}/compared`, 'then compare the passed value with the value maintained', { partOf: `${VERSION}/conflict` }],
  [`${VERSION}/guarantee`, 'you are guaranteed that no other update took place'],
  [`${VERSION}/conflict`, 'your update will fail with an appropriate error'],
  [`${VERSION}/optional`, 'Concurrent change control is optional'],
  [`${VERSION}/empty-on-creation`, 'you must leave the resource version empty'],
  [`${VERSION}/populated`, 'Its value will be populated by the participant server', { partOf: `${VERSION}/non-empty` }],
  [`${ANNOTATIONS}/purpose`, 'A set of modifiable key-value pairs'],
  [`${ANNOTATIONS}/size`, 'The total size over all keys and values cannot exceed'],
  [`${ANNOTATIONS}/key`, 'an optional prefix segment and a required name segment'],
  [`${ANNOTATIONS}/key-prefix`, 'key prefix, when present, must be a valid DNS subdomain'],
  [`${ANNOTATIONS}/key-prefix-length`, 'with at most 253 characters, followed by a'],
  [`${ANNOTATIONS}/key-name`, 'characters that are either alphanumeric ([a-z0-9A-Z]), or'],
  [`${ANNOTATIONS}/key-name-length`, 'name segment must have at most 63 characters'],
  [`${ANNOTATIONS}/key-name-ends`, 'it must start and end with an alphanumeric', { partOf: `${ANNOTATIONS}/key-name` }],
  [`${ANNOTATIONS}/values`, 'Values can be any non-empty strings'],
  [`${ANNOTATIONS}/values-non-empty`, 'non-empty strings'],
  [`${ANNOTATIONS}/reserved-for-end-users`, 'Keys with empty prefix are reserved for end-users', BINDS_CLIENTS],
  [`${ANNOTATIONS}/server-prefix`, 'by the participant server must use non-empty key prefixes'],
  [
    `${ANNOTATIONS}/duplicate-keys`,
    'Duplicate keys are disallowed by the semantics',
    { untested: 'what a server does with a key that occurs twice in JSON is left to its parser' },
  ],
  [`${ANNOTATIONS}/modifiable`, 'Annotations may be a part of a modifiable resource', DESCRIPTIVE],
  [
    `${ANNOTATIONS}/update`,
    "Use the resource's update RPC to update its annotations",
    { partOf: `${ANNOTATIONS}/add` },
  ],
  [`${ANNOTATIONS}/add`, 'In order to add a new annotation or update'],
  [`${ANNOTATIONS}/remove`, 'In order to remove an annotation using an update RPC'],
  [`${ANNOTATIONS}/optional`, 'Optional: can be empty', { partOf: optional }],
];
