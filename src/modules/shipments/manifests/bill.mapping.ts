/** A bill as a manifest reader gives it, as the facts of a shipment. Nothing is dropped: what has no column goes into `details`. */
import { gramsFromKg } from '../../../kernel/quantity';
import type {
  BillOfLading,
  ManifestContainer,
  ManifestGoods,
  ManifestHeader,
  PartyRole,
} from '../readers/manifest.types';
import type { ShipmentContainer, ShipmentFacts, ShipmentPartyRole } from '../shipment.types';

const ROLES: Readonly<Record<PartyRole, ShipmentPartyRole>> = {
  CARRIER: 'CARRIER',
  EXPORTER: 'SHIPPER',
  CONSIGNEE: 'CONSIGNEE',
  NOTIFY: 'NOTIFY',
};
const LARGEST_INT = 2 ** 31 - 1;

interface OddNumber {
  readonly pointer: string;
  readonly value: number;
}

/** Numbers that no column holds (half a package, a mass beyond 2^53 grams) are kept as they were read, with the field they belong to. */
class Numbers {
  readonly odd: OddNumber[] = [];

  whole(pointer: string, value: number | null, largest = Number.MAX_SAFE_INTEGER): number | null {
    if (value === null || (Number.isInteger(value) && Math.abs(value) <= largest)) return value;
    this.odd.push({ pointer, value });
    return null;
  }

  grams(pointer: string, kg: number | null): number | null {
    if (kg === null || Math.abs(gramsFromKg(kg)) <= Number.MAX_SAFE_INTEGER)
      return kg === null ? null : gramsFromKg(kg);
    this.odd.push({ pointer, value: kg });
    return null;
  }
}

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

const joined = (texts: readonly (string | null)[], separator: string): string | null => {
  const distinct = [...new Set(texts.filter((text) => text !== null))];
  return distinct.length === 0 ? null : distinct.join(separator);
};

function containerOf(container: ManifestContainer, i: number, numbers: Numbers): ShipmentContainer {
  const at = `/containers/${i}`;
  return {
    number: container.reference,
    packageCount: numbers.whole(`${at}/packageCount`, container.packages),
    sizeType: container.sizeType,
    fullEmpty: container.fullEmpty,
    seals: container.seals,
    sealingParty: container.sealingParty,
    tareGrams: numbers.grams(`${at}/tareKg`, container.emptyWeightKg),
    goodsMassGrams: numbers.grams(`${at}/goodsMassKg`, container.goodsWeightKg),
    description: container.description,
    hsCode: container.hsCode,
  };
}

/** Totals over the bill's goods lines; the lines themselves are in the details. */
const goodsOf = (goods: readonly ManifestGoods[], numbers: Numbers) => ({
  packageCount: numbers.whole('/packageCount', sum(goods.map(({ packages }) => packages))),
  packageType: joined(
    goods.map(({ packageType }) => packageType),
    ', ',
  ),
  grossMassGrams: numbers.grams('/grossMassKg', sum(goods.map(({ grossMassKg }) => grossMassKg))),
  goodsDescription: joined(
    goods.map(({ description }) => description),
    '\n',
  ),
  hsCodes: [...new Set(goods.flatMap(({ hsCodes }) => hsCodes.map(({ code }) => code)))],
  shippingMarks: joined(
    goods.map(({ shippingMarks }) => shippingMarks),
    '\n',
  ),
});

type Voyage = Pick<
  ManifestHeader,
  | 'customsOfficeCode'
  | 'voyageNumber'
  | 'vesselName'
  | 'vesselImo'
  | 'vesselFlag'
  | 'carrierName'
  | 'transportMode'
  | 'departureOn'
  | 'arrivalOn'
>;
const UNKNOWN_VOYAGE: Voyage = {
  customsOfficeCode: null,
  voyageNumber: null,
  vesselName: null,
  vesselImo: null,
  vesselFlag: null,
  carrierName: null,
  transportMode: null,
  departureOn: null,
  arrivalOn: null,
};

/** What the header says of the voyage. A released bill must carry it: its reader does not see the manifest. */
const voyageOf = (header: Voyage = UNKNOWN_VOYAGE) => ({
  customsOffice: header.customsOfficeCode,
  voyageNumber: header.voyageNumber,
  vesselName: header.vesselName,
  vesselImo: header.vesselImo,
  vesselFlag: header.vesselFlag,
  carrierName: header.carrierName,
  transportMode: header.transportMode,
  departureOn: header.departureOn,
  arrivalOn: header.arrivalOn,
});

/** Without nulls, empty lists and objects of nothing else. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => filled(one) ?? {});
  if (value === null || typeof value !== 'object') return value ?? undefined;
  const entries = Object.entries(value).flatMap(([key, one]) => {
    const kept = filled(one);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export function factsOfBill(header: ManifestHeader | undefined, bill: BillOfLading): ShipmentFacts {
  const numbers = new Numbers();
  const facts = {
    billReference: bill.reference,
    masterReference: bill.masterReference,
    lineNumber: numbers.whole('/lineNumber', bill.lineNumber, LARGEST_INT),
    nature: bill.nature,
    typeCode: bill.typeCode,
    ...voyageOf(header),
    loadingPlace: bill.loadingPlace,
    unloadingPlace: bill.unloadingPlace,
    ...goodsOf(bill.goods, numbers),
    parties: bill.parties.map(({ role, code, name, address, placeholder }) => ({
      role: ROLES[role],
      code,
      name,
      address,
      isPlaceholder: placeholder,
    })),
    containers: bill.containers.map((container, i) => containerOf(container, i, numbers)),
  };
  const details = {
    voyage: header && {
      arrivalTime: header.arrivalTime,
      carrierCode: header.carrierCode,
      agentName: header.agentName,
      masterName: header.masterName,
      placeOfDeparture: header.placeOfDeparture,
      placeOfDestination: header.placeOfDestination,
    },
    goods: bill.goods,
    vehicles: bill.vehicles,
    values: bill.values,
    location: bill.location,
    unmapped: bill.unmapped,
    oddNumbers: numbers.odd,
  };
  return { ...facts, details: (filled(details) ?? {}) as Record<string, unknown> };
}
