import { gramsFromKg } from '../../kernel/quantity';
import { zoneOf } from '../../platform/http/rfc3339';
import type { Mention } from '../identifiers';
import type { InspectionFieldsDto, SubmitInspectionDto } from './dto/inspection-input.dto';
import type { InspectionItemDto } from './dto/item-input.dto';
import type { InspectionRow } from './inspection.record';
import type { InspectionStatus } from './inspection.types';
import { itemMentions } from './items/item.mapping';

/** Fields that go into the row as they are. A null says the same as leaving a field out, and clears it in a change. */
export const PLAIN = [
  'legalBasis',
  'necessity',
  'authority',
  'requestedBy',
  'ground',
  'groundStatement',
  'placeLocode',
  'placeName',
  'terminal',
  'latitude',
  'longitude',
  'coordinatePrecision',
  'jurisdiction',
  'jurisdictionStatement',
  'examinedOn',
  'examinedUntil',
  'transportMode',
  'transportModeCode',
  'voyage',
  'vesselFlag',
  'vehiclePlate',
  'aircraftRegistration',
  'portOfLoading',
  'portOfDischarge',
  'declaredGoods',
  'sealsDeclared',
  'sealsFound',
  'parties',
  'cooperation',
  'result',
  'containerNumber',
  'billReference',
  'vesselName',
  'vesselImo',
  'concealmentCode',
  'concealment',
  'narrative',
  'statedFacts',
  'followUps',
] as const;
export type PlainField = (typeof PLAIN)[number];

export function newRow(
  recordKey: number,
  shipmentKey: number | null,
  status: InspectionStatus,
  command: SubmitInspectionDto,
): InspectionRow {
  const plain = Object.fromEntries(PLAIN.map((field) => [field, command[field] ?? null]));
  return {
    ...(plain as Pick<InspectionRow, PlainField>),
    recordKey,
    shipmentKey,
    status,
    placeCountry: command.placeCountry,
    ...timeOf(command.examinedAt),
    declaredMassGrams: grams(command.declaredMassKg),
    measuredMassGrams: grams(command.measuredMassKg),
    agenciesPresent: command.agenciesPresent ?? [],
    statedTotals: command.statedTotals ?? [],
  };
}

/** Only what the command names. */
export function patchRow(
  command: InspectionFieldsDto & { placeCountry?: string },
  shipmentKey: number | null | undefined,
): Partial<InspectionRow> {
  const plain = Object.fromEntries(
    PLAIN.flatMap((field) => (command[field] === undefined ? [] : [[field, command[field]]])),
  );
  const { examinedAt, agenciesPresent, statedTotals, declaredMassKg, measuredMassKg, placeCountry } = command;
  return {
    ...(plain as Partial<InspectionRow>),
    ...(shipmentKey !== undefined && { shipmentKey }),
    ...(placeCountry && { placeCountry }),
    ...(examinedAt !== undefined && timeOf(examinedAt)),
    ...(declaredMassKg !== undefined && { declaredMassGrams: grams(declaredMassKg) }),
    ...(measuredMassKg !== undefined && { measuredMassGrams: grams(measuredMassKg) }),
    ...(agenciesPresent !== undefined && { agenciesPresent: agenciesPresent ?? [] }),
    ...(statedTotals !== undefined && { statedTotals: statedTotals ?? [] }),
  };
}

const grams = (kg: number | null | undefined): number | null => (typeof kg === 'number' ? gramsFromKg(kg) : null);

function timeOf(examinedAt: string | null | undefined): Pick<InspectionRow, 'examinedAt' | 'examinedTimeZone'> {
  if (!examinedAt) return { examinedAt: null, examinedTimeZone: null };
  return { examinedAt, examinedTimeZone: zoneOf(examinedAt) };
}

/** What an inspection can be found and linked by. */
export function mentionsOf(command: InspectionFieldsDto, items: readonly InspectionItemDto[]): Mention[] {
  const mentions: Mention[] = [];
  const add = (kind: Mention['kind'], raw: string | null | undefined, pointer: string): void => {
    if (raw && raw.trim() !== '') mentions.push({ kind, raw, pointer });
  };
  add('container', command.containerNumber, '/containerNumber');
  add('bill_of_lading', command.billReference, '/billReference');
  add('vessel_name', command.vesselName, '/vesselName');
  add('imo', command.vesselImo, '/vesselImo');
  for (const seal of command.sealsDeclared ?? []) add('seal', seal, '/sealsDeclared');
  for (const seal of command.sealsFound ?? []) add('seal', seal, '/sealsFound');
  for (const { name } of command.parties ?? []) add('name', name, '/parties');
  return [...mentions, ...items.flatMap((item, seq) => itemMentions(item, seq))];
}
