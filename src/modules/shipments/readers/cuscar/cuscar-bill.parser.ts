/** One consignment of CUSCAR (from CNI to the next) as a bill of lading. */
import { isPlaceholderName } from '../../../identifiers/name.rules';
import { containerDoubt } from '../asycuda/awmds-cargo.parser';
import { type Equipment, noContainer } from './cuscar-header.parser';
import { EdiReader } from './edifact-reader.parser';
import type { EdiSegment } from './edifact-segments.parser';
import { hsCodesInText, hsDigits } from '../hs-codes.rules';
import type {
  BillOfLading,
  HsCodeMention,
  ManifestContainer,
  ManifestGoods,
  ManifestParty,
  PartyRole,
  UnmappedElement,
} from '../manifest.types';
import type { SegmentNotes } from '../asycuda/segment-reader.parser';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Party qualifiers (code list 3035) that name somebody of the waybill; US and regional ones beside the standard's. */
const ROLES: Readonly<Record<string, PartyRole>> = {
  ...{
    CZ: 'EXPORTER',
    SU: 'EXPORTER',
    SH: 'EXPORTER',
    OS: 'EXPORTER',
    EX: 'EXPORTER',
    CN: 'CONSIGNEE',
    UC: 'CONSIGNEE',
  },
  ...{ NI: 'NOTIFY', N1: 'NOTIFY', N2: 'NOTIFY', CA: 'CARRIER' },
};
/** Longest code of element 3039; what is longer, or has blanks, is a name in the wrong place. */
const LONGEST_CODE = 17;

/** Gross weights and volumes (code list 6313); net weights and tares are none of the goods' gross mass. */
const MEASURED: ReadonlySet<string> = new Set(['', 'G', 'AAB', 'AAD', 'AAW', 'ABJ']);
const PURPOSES: ReadonlySet<string> = new Set(['AAE', 'AAI', 'WT', 'VOL']);

const plus = (a: number | null, b: number): number => Math.round(((a ?? 0) + b) * 1e6) / 1e6;

/** The name stands in C080, in C058 with the address, or by mistake where a code belongs. */
function partyOf(reader: EdiReader): { code: string | null; name: string | null; lines: string[] } {
  const id = reader.text(2, 0);
  const [unstructured, names] = [reader.texts(3), reader.texts(4)];
  const rest = [5, 6, 7, 8, 9].flatMap((element) => reader.texts(element));
  const nameless = unstructured.length + names.length === 0;
  if (id !== null && nameless && (id.includes(' ') || id.length > LONGEST_CODE)) {
    return { code: null, name: id, lines: [...reader.texts(2).slice(1), ...rest] };
  }
  const [name, ...more] = names.length > 0 ? [names.join(' '), ...unstructured] : unstructured;
  return { code: id, name: name ?? null, lines: [...more, ...rest] };
}

interface GoodsDraft extends Draft<Omit<ManifestGoods, 'hsCodes'>> {
  hsCodes: HsCodeMention[];
  descriptions: string[];
  marks: string[];
}

class BillReading {
  readonly references: Record<string, string> = {};
  readonly places: Record<string, string> = {};
  readonly parties: ManifestParty[] = [];
  readonly goods: GoodsDraft[] = [];
  readonly containers = new Map<string, Draft<ManifestContainer>>();
  readonly unmapped: UnmappedElement[] = [];
  readonly stated: { packages: number | null; grossMassKg: number | null } = { packages: null, grossMassKg: null };
  lineNumber: number | null = null;
  nature: string | null = null;
  private box: Draft<ManifestContainer> | undefined;

  constructor(
    private readonly notes: SegmentNotes,
    private readonly equipment: Equipment,
  ) {}

  take(segment: EdiSegment): void {
    const reader = new EdiReader(segment, this.notes);
    this.readers[segment.tag]?.(reader);
    const path = this.goods.length > 0 ? `GID[${this.goods.length}]/${segment.tag}` : segment.tag;
    this.unmapped.push(...reader.unmapped(path));
  }

  private readonly readers: Readonly<Record<string, (reader: EdiReader) => void>> = {
    CNI: (reader) => this.consignment(reader),
    RFF: (reader) => this.reference(reader),
    LOC: (reader) => this.place(reader),
    GIS: (reader) => (this.nature ??= this.goods.length === 0 ? reader.code(1) : null),
    CNT: (reader) => this.total(reader),
    NAD: (reader) => this.party(reader),
    GID: (reader) => this.line(reader),
    FTX: (reader) => this.freeText(reader),
    MEA: (reader) => this.measure(reader),
    PCI: (reader) => this.marks(reader),
    SGP: (reader) => this.split(reader),
    CST: (reader) => this.customsCode(reader),
  };

  private consignment(reader: EdiReader): void {
    this.lineNumber = reader.number(1);
    const reference = reader.code(2);
    if (reference !== null) this.notes.billReference = this.references.CNI = reference;
  }

  private reference(reader: EdiReader): void {
    const qualifier = reader.segment.elements[1]?.[0] ?? '';
    if (!['BM', 'BH', 'HWB', 'MB', 'MWB'].includes(qualifier) || qualifier in this.references) return;
    reader.code(1, 0);
    const value = reader.code(1, 1);
    if (value !== null) this.references[qualifier] = value;
    this.notes.billReference ??= value ?? undefined;
  }

  private place(reader: EdiReader): void {
    const qualifier = reader.segment.elements[1]?.[0] ?? '';
    if (!['9', '11', '14'].includes(qualifier) || qualifier in this.places) return;
    reader.code(1);
    const code = reader.code(2, 0) ?? reader.text(2, 3);
    if (code !== null) this.places[qualifier] = code;
  }

  private total(reader: EdiReader): void {
    const field = ({ '7': 'grossMassKg', '8': 'packages', '11': 'packages' } as const)[
      reader.segment.elements[1]?.[0] ?? ''
    ];
    if (!field || this.stated[field] !== null || this.goods.length > 0) return;
    reader.code(1, 0);
    this.stated[field] = reader.number(1, 1);
    if (reader.segment.elements[1]?.[2]?.trim() === 'KGM') reader.code(1, 2);
  }

  private party(reader: EdiReader): void {
    const role = ROLES[reader.segment.elements[1]?.[0]?.trim() ?? ''];
    if (!role) return;
    reader.code(1);
    const { code, name, lines } = partyOf(reader);
    if (code === null && name === null && lines.length === 0) return;
    const address = lines.length > 0 ? lines.join('\n') : null;
    this.parties.push({ role, code, name, address, placeholder: name !== null && isPlaceholderName(name) });
  }

  private line(reader: EdiReader): void {
    this.box = undefined;
    reader.code(1);
    this.goods.push({
      packages: reader.number(2, 0),
      packageType: reader.code(2, 1) ?? reader.text(2, 4),
      ...{ grossMassKg: null, volumeM3: null, shippingMarks: null, description: null },
      ...{ hsCodes: [], descriptions: [], marks: [] },
    });
  }

  private marks(reader: EdiReader): void {
    reader.code(1);
    this.goods.at(-1)?.marks.push(...reader.texts(2));
    if (this.goods.length === 0) reader.keep();
  }

  /** FTX: the fifth element is a language. Anything longer is text behind an unescaped separator. */
  private freeText(reader: EdiReader): void {
    const goods = this.goods.at(-1);
    if (!goods || !['AAA', 'AAI', 'PAC'].includes(reader.segment.elements[1]?.[0] ?? '')) return;
    reader.code(1);
    const language = reader.segment.elements[5]?.join(':') ?? '';
    const broken = reader.segment.elements.length > 6 || !/^\s*[A-Za-z]{0,3}\s*$/.test(language);
    const text = broken ? reader.remainder(4) : reader.texts(4).join('\n');
    if (broken) {
      const message = 'an unescaped "+" stood in the text, which was put together again';
      this.notes.warn('UNESCAPED_SEPARATOR', message, reader.line, 'FTX');
    }
    if (text !== '') goods.descriptions.push(text);
  }

  private measure(reader: EdiReader): void {
    const goods = this.goods.at(-1);
    const [purpose, dimension] = [1, 2].map((element) => reader.segment.elements[element]?.[0]?.trim() ?? '');
    if (!goods || !MEASURED.has(dimension ?? '') || !PURPOSES.has(purpose ?? '')) return;
    reader.code(1);
    reader.code(2);
    const { kg, m3 } = reader.measure();
    if (m3 !== null) goods.volumeM3 = plus(goods.volumeM3, m3);
    if (kg === null) return;
    if (this.box) this.box.goodsWeightKg = plus(this.box.goodsWeightKg, kg);
    else if (goods.grossMassKg === null) goods.grossMassKg = kg;
    else reader.keep();
  }

  /** SGP ties goods to a box. One container may be named by several goods lines of the bill and is one line of it. */
  private split(reader: EdiReader): void {
    const number = reader.code(1, 0);
    this.box = undefined;
    if (number === null || this.equipment.others.has(number)) return reader.keep();
    const packages = reader.number(2);
    const known = this.containers.get(number);
    this.box = known ?? { ...(this.equipment.containers.get(number) ?? noContainer), reference: number };
    this.box.packages = packages === null ? this.box.packages : (this.box.packages ?? 0) + packages;
    const doubt = known || this.equipment.containers.has(number) ? undefined : containerDoubt(number);
    if (doubt) this.notes.warn(doubt.code, doubt.message, reader.line, 'SGP');
    this.containers.set(number, this.box);
  }

  private customsCode(reader: EdiReader): void {
    const goods = this.goods.at(-1);
    const code = hsDigits(reader.segment.elements[2]?.[0] ?? '');
    if (!goods || !code) return;
    reader.code(1);
    reader.code(2);
    goods.hsCodes.push({ code, source: 'DECLARED', element: 'CST' });
  }
}

function completed({ descriptions, marks, ...goods }: GoodsDraft): ManifestGoods {
  const [description, shippingMarks] = [descriptions, marks].map((texts) => texts.join('\n') || null) as [
    string | null,
    string | null,
  ];
  const prose = { FTX: description, PCI: shippingMarks };
  const mentions = Object.entries(prose).flatMap(([element, text]) =>
    hsCodesInText(text ?? '').map((code): HsCodeMention => ({ code, source: 'FREE_TEXT', element })),
  );
  return { ...goods, description, shippingMarks, hsCodes: [...goods.hsCodes, ...mentions] };
}

/** The goods lines against what the consignment states; without lines the statement is all there is. */
function goodsOf(reading: BillReading, notes: SegmentNotes, line: number): readonly ManifestGoods[] {
  const goods = reading.goods.map(completed);
  const { packages, grossMassKg } = reading.stated;
  if (goods.length === 0 && (packages !== null || grossMassKg !== null)) {
    const nothing = { packageType: null, shippingMarks: null, description: null, volumeM3: null, hsCodes: [] };
    return [{ packages, grossMassKg, ...nothing }];
  }
  for (const [field, stated] of Object.entries(reading.stated) as ['packages' | 'grossMassKg', number | null][]) {
    const sum = Math.round(goods.reduce((total, one) => total + (one[field] ?? 0), 0) * 1000) / 1000;
    if (goods.length > 0 && stated !== null && stated !== sum) {
      const message = `${field}: the consignment states ${stated}, its goods lines add up to ${sum}`;
      notes.warn('TOTAL_MISMATCH', message, line, 'CNT');
    }
  }
  return goods;
}

/** The number of the house bill comes before that of the consignment and of the master. */
function namesOf(all: Readonly<Record<string, string>>): Pick<BillOfLading, 'reference' | 'masterReference'> {
  const first = (...keys: string[]): string | null =>
    keys.map((key) => all[key]).find((one) => one !== undefined) ?? null;
  const reference = first('BH', 'HWB', 'CNI', 'BM');
  const other = [all.BM, all.CNI].find((one) => one !== undefined && one !== reference);
  return { reference, masterReference: first('MB', 'MWB') ?? other ?? null };
}

export function readCuscarBill(
  segments: readonly EdiSegment[],
  equipment: Equipment,
  notes: SegmentNotes,
): BillOfLading {
  const line = segments[0]?.line ?? 1;
  const reading = new BillReading(notes, equipment);
  for (const segment of segments) reading.take(segment);
  const { reference, masterReference } = namesOf(reading.references);
  notes.billReference = reference ?? undefined;
  if (reference === null) notes.warn('MISSING_ELEMENT', 'the bill has no reference', line, 'CNI');
  const location = reading.places['14'];
  return {
    lineNumber: reading.lineNumber,
    reference,
    nature: reading.nature,
    typeCode: null,
    masterReference,
    loadingPlace: reading.places['9'] ?? null,
    unloadingPlace: reading.places['11'] ?? null,
    parties: reading.parties,
    containers: [...reading.containers.values()],
    vehicles: [],
    goods: goodsOf(reading, notes, line),
    values: { freightIndicator: null, freight: null, customs: null, insurance: null, transport: null },
    location: location === undefined ? null : { code: location, info: null },
    unmapped: reading.unmapped,
    sourceLine: line,
  };
}
