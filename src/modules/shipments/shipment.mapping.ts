import { gramsFromKg } from '../../kernel/quantity';
import { isPlaceholderName, type IdentifierKind, type Mention, parseIdentifier } from '../identifiers';
import type { CreateShipmentDto, UpdateShipmentDto } from './dto/shipment-input.dto';
import type { ShipmentContainerRow } from './shipment-container.record';
import type { ShipmentPartyRow } from './shipment-party.record';
import type { ShipmentRow } from './shipment.record';
import { PLAIN_FIELDS, type ShipmentFacts, type ShipmentSource } from './shipment.types';

export interface ShipmentRows {
  readonly shipment: ShipmentRow;
  readonly parties: readonly ShipmentPartyRow[];
  readonly containers: readonly ShipmentContainerRow[];
  readonly mentions: readonly Mention[];
}

export interface Origin {
  readonly manifestId: string | null;
  readonly source: ShipmentSource;
  readonly supersedesKey?: number | null;
}

/** Everything that is written of one bill of lading beside its spine row. */
export function rowsOf(recordKey: number, facts: ShipmentFacts, origin: Origin): ShipmentRows {
  const { parties, containers, ...plain } = facts;
  return {
    shipment: { ...plain, ...origin, recordKey, hsCodes: [...facts.hsCodes] },
    parties: parties.map((party, seq) => ({ ...party, recordKey, seq })),
    containers: containers.map((container, seq) => ({
      ...container,
      recordKey,
      seq,
      seals: [...container.seals],
      flags:
        container.number === null ? [] : parseIdentifier('container', container.number).flags.map(({ code }) => code),
    })),
    mentions: mentionsOf(facts),
  };
}

/** A B-tree entry holds 2.7 kB, and one character may become 18: a text beyond this is no identifier and stays in its field alone. */
const LONGEST_KEY = 1_000;
const SURELY_SHORT = 50;

const fitsIndex = (kind: IdentifierKind, raw: string): boolean =>
  raw.length <= SURELY_SHORT || parseIdentifier(kind, raw).normalised.length <= LONGEST_KEY;

/** What a bill can be found and linked by, with pointers into the record as the API shows it. */
export function mentionsOf({ parties = [], containers = [], ...facts }: Partial<ShipmentFacts>): Mention[] {
  const mentions: Mention[] = [];
  const add = (kind: IdentifierKind, raw: string | null | undefined, pointer: string): void => {
    if (typeof raw === 'string' && raw.trim() !== '' && fitsIndex(kind, raw)) mentions.push({ kind, raw, pointer });
  };
  add('bill_of_lading', facts.billReference, '/billReference');
  add('bill_of_lading', facts.masterReference, '/masterReference');
  add('imo', facts.vesselImo, '/vesselImo');
  add('vessel_name', facts.vesselName, '/vesselName');
  add('voyage', facts.voyageNumber, '/voyageNumber');
  parties.forEach(({ name, isPlaceholder }, i) => {
    if (!isPlaceholder) add('name', name, `/parties/${i}/name`);
  });
  containers.forEach(({ number, seals }, i) => {
    add('container', number, `/containers/${i}/number`);
    seals.forEach((seal, j) => add('seal', seal, `/containers/${i}/seals/${j}`));
  });
  return mentions;
}

const grams = (kg: number | null | undefined): number | null => (typeof kg === 'number' ? gramsFromKg(kg) : null);

/** Only what the command names; null clears. */
export function patchRow({ grossMassKg, hsCodes, ...command }: UpdateShipmentDto): Partial<ShipmentRow> {
  const plain = Object.fromEntries(
    PLAIN_FIELDS.flatMap((field) => (command[field] === undefined ? [] : [[field, command[field]]])),
  );
  return {
    ...(plain as Partial<ShipmentRow>),
    ...(grossMassKg !== undefined && { grossMassGrams: grams(grossMassKg) }),
    ...(hsCodes !== undefined && { hsCodes: hsCodes ?? [] }),
  };
}

/** A bill submitted by itself. */
export function factsOfCommand(command: CreateShipmentDto): ShipmentFacts {
  const plain = Object.fromEntries(PLAIN_FIELDS.map((field) => [field, command[field] ?? null]));
  return {
    ...(plain as Pick<ShipmentFacts, (typeof PLAIN_FIELDS)[number]>),
    lineNumber: null,
    grossMassGrams: grams(command.grossMassKg),
    hsCodes: command.hsCodes ?? [],
    parties: (command.parties ?? []).map(({ role, name, code, address }) => ({
      role,
      name,
      code: code ?? null,
      address: address ?? null,
      isPlaceholder: isPlaceholderName(name),
    })),
    containers: (command.containers ?? []).map((container) => ({
      number: container.number,
      packageCount: container.packageCount ?? null,
      sizeType: container.sizeType ?? null,
      fullEmpty: container.fullEmpty ?? null,
      seals: container.seals ?? [],
      sealingParty: container.sealingParty ?? null,
      tareGrams: grams(container.tareKg),
      goodsMassGrams: grams(container.goodsMassKg),
      description: container.description ?? null,
      hsCode: container.hsCode ?? null,
    })),
    details: {},
  };
}
