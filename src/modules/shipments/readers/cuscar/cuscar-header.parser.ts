/** Segments before the first consignment of CUSCAR: vessel, voyage, places, totals and the list of equipment. */
import { parseImo } from '../../../identifiers/imo.rules';
import { containerDoubt } from '../asycuda/awmds-cargo.parser';
import { cuscarHeader, EdiReader } from './edifact-reader.parser';
import type { EdiSegment } from './edifact-segments.parser';
import type { ManifestContainer, ManifestHeader, StatedTotals, UnmappedElement } from '../manifest.types';
import type { SegmentNotes } from '../asycuda/segment-reader.parser';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** DTM qualifiers (code list 2005) of departure and arrival, planned or done. */
const DEPARTURE: ReadonlySet<string> = new Set(['133', '136', '186', '189']);
const ARRIVAL: ReadonlySet<string> = new Set(['132', '178', '232']);
const CANCELLED = '1';
/** CNT qualifiers (code list 6069). */
const TOTALS: Readonly<Record<string, keyof StatedTotals>> = {
  '7': 'grossMassKg',
  '8': 'packages',
  '11': 'packages',
  '16': 'containers',
  '18': 'bills',
};

/** The boxes of a message by number, and whether each is a freight container. */
export interface Equipment {
  readonly containers: ReadonlyMap<string, ManifestContainer>;
  /** Break bulk and other equipment that SGP may refer to. */
  readonly others: ReadonlySet<string>;
}

class HeaderReading {
  readonly header: Draft<ManifestHeader> = { ...cuscarHeader };
  readonly totals: Draft<StatedTotals> = { ...cuscarHeader.statedTotals };
  readonly unmapped: UnmappedElement[] = [];
  readonly boxes: Draft<ManifestContainer>[] = [];
  readonly others = new Set<string>();
  private box: Draft<ManifestContainer> | undefined;
  private seals: string[] = [];
  private equipmentPath = '';

  constructor(private readonly notes: SegmentNotes) {}

  take(segment: EdiSegment): void {
    const reader = new EdiReader(segment, this.notes);
    const read = this.readers[segment.tag];
    if (segment.tag === 'CNT') this.equipmentPath = '';
    read?.(reader);
    this.unmapped.push(...reader.unmapped(`${this.equipmentPath}${segment.tag}`));
  }

  private readonly readers: Readonly<Record<string, (reader: EdiReader) => void>> = {
    BGM: (reader) => this.begin(reader),
    TDT: (reader) => this.transport(reader),
    LOC: (reader) => this.place(reader),
    DTM: (reader) => this.moment(reader),
    NAD: (reader) => this.party(reader),
    EQD: (reader) => this.equipment(reader),
    SEL: (reader) => this.seal(reader),
    MEA: (reader) => this.measure(reader),
    CNT: (reader) => this.total(reader),
  };

  private begin(reader: EdiReader): void {
    if (reader.segment.elements[3]?.[0]?.trim() === CANCELLED) {
      this.notes.warn('CANCELLATION', 'the message cancels a manifest sent before', reader.line, 'BGM');
    }
  }

  private transport(reader: EdiReader): void {
    const { header } = this;
    if (reader.segment.elements[1]?.[0] !== '20' || header.vesselName !== null) return;
    reader.code(1);
    header.voyageNumber = reader.code(2);
    header.transportMode = reader.code(3);
    header.carrierCode = reader.code(5, 0);
    header.carrierName = reader.text(5, 3);
    header.vesselName = reader.text(8, 3);
    header.vesselFlag = reader.code(8, 4);
    const list = reader.code(8, 1);
    const id = reader.code(8, 0);
    const flags = id === null ? [] : parseImo(id).flags;
    // The list says what the number is; without one a right check digit does.
    if (list === '146' || (list !== '103' && flags.length === 0)) header.vesselImo = id;
    else reader.keep();
    const flag = list === '146' ? flags[0] : undefined;
    if (flag) this.notes.warn('CHECK_DIGIT', `IMO number ${id?.slice(0, 20)}: ${flag.detail}`, reader.line, 'TDT');
  }

  private place(reader: EdiReader): void {
    if (this.equipmentPath !== '') return;
    const qualifier = reader.segment.elements[1]?.[0] ?? '';
    const field = ({ '5': 'placeOfDeparture', '60': 'placeOfDestination' } as const)[qualifier];
    const customs = qualifier === '22';
    if ((!field && !customs) || this.header[field ?? 'customsOfficeCode'] !== null) return;
    reader.code(1);
    this.header[field ?? 'customsOfficeCode'] = reader.code(2, 0);
  }

  private moment(reader: EdiReader): void {
    const qualifier = reader.segment.elements[1]?.[0] ?? '';
    const { header } = this;
    if (DEPARTURE.has(qualifier) && header.departureOn === null) {
      header.departureOn = reader.moment().day;
    } else if (ARRIVAL.has(qualifier) && header.arrivalOn === null) {
      const { day, time } = reader.moment();
      header.arrivalOn = day;
      header.arrivalTime = time;
    } else return;
    if (reader.unmapped('').length > 0) reader.code(1, 0);
  }

  private party(reader: EdiReader): void {
    const role = reader.segment.elements[1]?.[0];
    const names = (): string | null => [...reader.texts(4), ...reader.texts(3)].join('\n') || null;
    if (role === 'CA' && this.header.carrierCode === null) {
      reader.code(1);
      this.header.carrierCode = reader.code(2);
      this.header.carrierName ??= names();
    } else if ((role === 'AG' || role === 'CG') && this.header.agentName === null) {
      reader.code(1);
      this.header.agentName = names();
    }
  }

  private equipment(reader: EdiReader): void {
    const number = reader.code(2, 0);
    this.equipmentPath = `EQD[${(number ?? '').slice(0, 20)}]/`;
    this.box = undefined;
    if (reader.code(1) !== 'CN') {
      if (number !== null) this.others.add(number);
      return reader.keep();
    }
    const doubt = number === null ? undefined : containerDoubt(number);
    if (doubt) this.notes.warn(doubt.code, doubt.message, reader.line, 'EQD');
    if (number === null) this.notes.warn('MISSING_ELEMENT', 'a container has no number', reader.line, 'EQD');
    this.box = {
      ...noContainer,
      reference: number,
      sizeType: reader.code(3, 0),
      fullEmpty: reader.code(6),
      seals: (this.seals = []),
    };
    this.boxes.push(this.box);
  }

  private seal(reader: EdiReader): void {
    const seal = this.box ? reader.code(1) : null;
    if (!this.box || seal === null) return;
    this.seals.push(seal);
    this.box.sealingParty ??= reader.code(2);
  }

  /** The gross weight of a box holds its tare, so it is no weight of goods and stays unmapped. */
  private measure(reader: EdiReader): void {
    if (!this.box || reader.segment.elements[2]?.[0] !== 'T') return;
    reader.code(1);
    reader.code(2);
    this.box.emptyWeightKg = reader.measure().kg;
  }

  private total(reader: EdiReader): void {
    const field = TOTALS[reader.segment.elements[1]?.[0] ?? ''];
    if (!field || this.totals[field] !== null) return;
    reader.code(1, 0);
    this.totals[field] = reader.number(1, 1);
    reader.code(1, 2);
  }
}

export const noContainer: ManifestContainer = {
  reference: null,
  packages: null,
  sizeType: null,
  fullEmpty: null,
  seals: [],
  sealingParty: null,
  emptyWeightKg: null,
  goodsWeightKg: null,
  description: null,
  hsCode: null,
};

export function readCuscarHeader(
  segments: readonly EdiSegment[],
  notes: SegmentNotes,
): { header: ManifestHeader; equipment: Equipment } {
  const reading = new HeaderReading(notes);
  for (const segment of segments) reading.take(segment);
  const { header, totals, boxes, unmapped, others } = reading;
  const containers = new Map(boxes.flatMap((box) => (box.reference === null ? [] : [[box.reference, box] as const])));
  return {
    header: { ...header, statedTotals: totals, ...(boxes.length > 0 && { equipment: boxes }), unmapped },
    equipment: { containers, others },
  };
}
