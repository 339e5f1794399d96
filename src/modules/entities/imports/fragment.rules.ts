/** One line of a file as statements, or every reason why it is none: nothing of a line is dropped silently. */
import { ENTITY_SCHEMAS, type EntitySchema, RELIABILITY, type Reliability } from '../entity.types';
import { type PropertyFacts, propertyFacts } from '../ftm-model.rules';
import { fromFtm } from '../ftm-values.rules';
import { expectedForm } from '../property-value.rules';
import { type FileStatement, IMPORT_LIMITS, type ParsedLine } from './import.types';

const UNSTORABLE = /\0|\p{Surrogate}/u;
const MOST_REASONS = 10;
const LONGEST_ID = 255;
const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

export interface RawStatement {
  readonly prop: string;
  readonly value: string;
  readonly lang?: string;
  readonly originalValue?: string;
  readonly source?: string;
  readonly reliability?: string;
  readonly credibility?: string;
}

const isSchema = (name: unknown): name is EntitySchema => (ENTITY_SCHEMAS as readonly unknown[]).includes(name);

function idFault(id: unknown): string | undefined {
  if (typeof id !== 'string' || id.trim() === '') return 'no id';
  if (id.length > LONGEST_ID) return `the id has more than ${LONGEST_ID} characters`;
  return UNSTORABLE.test(id) ? 'the id holds a character that cannot be kept' : undefined;
}

function gradeFaults({ prop, lang, reliability, credibility }: RawStatement): string[] {
  return [
    ...(lang !== undefined && !/^[a-z]{3}$/.test(lang) ? [`${prop}: lang ${shown(lang)} is not ISO 639-3`] : []),
    ...(reliability !== undefined && !(RELIABILITY as readonly string[]).includes(reliability)
      ? [`${prop}: reliability ${shown(reliability)} is none of A to F`]
      : []),
    ...(credibility !== undefined && !/^[1-6]$/.test(credibility)
      ? [`${prop}: credibility ${shown(credibility)} is none of 1 to 6`]
      : []),
  ];
}

function valueFault(facts: PropertyFacts, { prop, value }: RawStatement): string | undefined {
  if (facts.type === 'entity') {
    const fault = idFault(value);
    return fault && `${prop}: ${fault}`;
  }
  const form = expectedForm(facts, fromFtm(facts, value).value);
  return form && `${prop}: ${shown(value)} is not ${form}`;
}

/** References are ids of the file and are resolved when all of it is read. */
function readStatement(schema: EntitySchema, raw: RawStatement): FileStatement | string[] {
  const facts = propertyFacts(schema, raw.prop);
  if (!facts) return [`${schema} has no property ${shown(raw.prop)}`];
  const texts = [raw.value, raw.originalValue, raw.source];
  if (texts.some((text) => text !== undefined && UNSTORABLE.test(text)))
    return [`${raw.prop}: half a character or NUL cannot be kept`];
  const fault = valueFault(facts, raw);
  const faults = [...gradeFaults(raw), ...(fault === undefined ? [] : [fault])];
  if (faults.length > 0) return faults;
  const { prop, source, lang, reliability, credibility } = raw;
  const said = {
    ...{ prop, lang, reliability: reliability as Reliability | undefined },
    ...{ originalValue: raw.originalValue, source, credibility: credibility && Number(credibility) },
    ...(facts.type === 'entity' ? { value: raw.value } : fromFtm(facts, raw.value)),
  };
  return Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as unknown as FileStatement;
}

export function readFragment(line: number, id: unknown, schema: unknown, raw: readonly RawStatement[]): ParsedLine {
  const fault = idFault(id);
  const ftmId = fault === undefined ? (id as string) : null;
  const refused = (reasons: readonly string[]): ParsedLine => ({
    line,
    ftmId,
    reasons: reasons.slice(0, MOST_REASONS),
  });
  if (fault !== undefined) return refused([fault]);
  if (!isSchema(schema)) {
    return refused([typeof schema === 'string' ? `schema ${shown(schema)} is not kept here` : 'no schema']);
  }
  if (raw.length > IMPORT_LIMITS.values) return refused([`more than ${IMPORT_LIMITS.values} values`]);
  const read = raw.map((one) => readStatement(schema, one));
  const faults = read.flatMap((one) => (Array.isArray(one) ? one : []));
  if (faults.length > 0) return refused(faults);
  const lost = raw.some(({ value }) => value.includes('\uFFFD'));
  const warnings = lost ? ['characters were lost before the file came here; U+FFFD stands for them'] : [];
  return { line, ftmId: ftmId!, schema, statements: read as FileStatement[], warnings };
}
