/**
 * Entities as FollowTheMoney has them, for OpenAleph and every other program that reads it. Statements that were withdrawn are not
 * among them. Invariant: every object is one the model takes; a value it has no place for is said in `notes`, and not dropped.
 */
import type { EntitySchema, KeptStatement } from '../entity.types';
import { ftmModel, propertyFacts } from '../ftm-model.rules';
import { toFtm } from '../ftm-values.rules';

export interface ExportedStatement extends KeptStatement {
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface ExportedEntity {
  readonly id: string;
  readonly schema: EntitySchema;
  readonly statements: readonly ExportedStatement[];
}

export interface FtmObject {
  readonly id: string;
  readonly schema: EntitySchema;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

export function toFtmObject({ id, schema, statements }: ExportedEntity): FtmObject {
  const properties: Record<string, string[]> = {};
  const add = (prop: string, value: string): void => {
    const values = (properties[prop] ??= []);
    if (!values.includes(value)) values.push(value);
  };
  for (const { prop, value } of statements) {
    const facts = propertyFacts(schema, prop);
    const written = facts && toFtm(facts, value);
    if (written !== undefined) add(prop, written);
    else add(propertyFacts(schema, 'notes') ? 'notes' : 'description', `${prop}: ${value}`);
  }
  return { id, schema, properties };
}

/** Why the model would not take an object; empty for one it takes. */
export function modelFaults({ schema: name, properties }: FtmObject): string[] {
  const schema = ftmModel.getSchema(name);
  const unknown = Object.keys(properties).filter((prop) => !schema.hasProperty(prop) || schema.getProperty(prop).stub);
  const missing = schema.required.filter((prop) => !properties[prop]?.length);
  return [...unknown.map((prop) => `${name} has no ${prop}`), ...missing.map((prop) => `${name} needs ${prop}`)];
}

export const ftmLine = (entity: ExportedEntity): string => `${JSON.stringify(toFtmObject(entity))}\n`;
