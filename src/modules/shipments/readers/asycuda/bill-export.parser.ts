/**
 * The single bill of lading as the ASYCUDA World client exports it, root AsycudaWorld_Manifest: identification, bill and
 * containers stand beside each other, so the parts are held until the bill is complete.
 */
import { checkContainer, declaredCode } from './awmds-cargo.parser';
import { emptyHeader } from './awmds-header.parser';
import { isPlaceholderName } from '../../../identifiers/name.rules';
import { hsCodesInText } from '../hs-codes.rules';
import { ManifestSyntaxError } from '../manifest.errors';
import type {
  BillOfLading,
  ManifestAmount,
  ManifestContainer,
  ManifestGoods,
  ManifestHeader,
  ManifestLimits,
  ManifestParty,
  PartyRole,
} from '../manifest.types';
import type { SegmentReader } from './segment-reader.parser';
import type { XmlNode } from '../../../../platform/files/xml-node.rules';

const TRADERS: readonly (readonly [string, PartyRole])[] = [
  ['Exporter_segment', 'EXPORTER'],
  ['Consignee_segment', 'CONSIGNEE'],
  ['Notify_segment', 'NOTIFY'],
];

const readTrader = (segment: SegmentReader, role: PartyRole): ManifestParty[] => {
  const code = segment.text('Code');
  const name = segment.text('Name');
  const address = segment.text('Address');
  if (code === null && name === null && address === null) return [];
  // The client writes the word itself where a field was null.
  const placeholder = name !== null && (isPlaceholderName(name) || /^null$/i.test(name));
  return [{ role, code, name, address, placeholder }];
};

function readContainer(containers: SegmentReader): ManifestContainer {
  const data = containers.child('Container_Data');
  const reference = data.text('Identification');
  checkContainer(data, reference, 'Identification');
  const seals = data.text('Seals');
  return {
    reference,
    packages: null,
    sizeType: data.text('Type'),
    fullEmpty: data.text('Full'),
    seals: seals === null ? [] : [seals],
    sealingParty: data.text('Sealing_Party'),
    emptyWeightKg: data.number('Empty_weight'),
    goodsWeightKg: data.number('Goods_weight'),
    description: null,
    hsCode: null,
  };
}

function readGoods(bill: SegmentReader): ManifestGoods {
  const packages = bill.child('Packages_segment');
  const goods = bill.child('Goods_segment');
  const description = goods.text('Goods_description');
  const shippingMarks = bill.child('Shipping_segment').text('Shipping_marks');
  const prose = { Goods_description: description, Shipping_marks: shippingMarks };
  return {
    packages: packages.number('Number_of_packages'),
    packageType: packages.text('Package_type_code'),
    grossMassKg: bill.number('Total_gross_mass_manifested'),
    shippingMarks,
    description,
    volumeM3: bill.number('Volume_in_cubic_meters'),
    hsCodes: [
      ...declaredCode(goods, 'Goods_hs_code'),
      ...Object.entries(prose).flatMap(([element, text]) =>
        hsCodesInText(text ?? '').map((code) => ({ code, source: 'FREE_TEXT' as const, element })),
      ),
    ],
  };
}

function readAmount(segment: SegmentReader): ManifestAmount | null {
  const [amount, currency] = [segment.amount('Value'), segment.text('Currency')];
  return amount === null && currency === null ? null : { amount, currency };
}

/** The voyage as far as a bill knows it. */
function readExportHeader(root: SegmentReader): ManifestHeader {
  const id = root.child('Identification_segment');
  return {
    ...emptyHeader('ASYCUDAWORLD_MANIFEST'),
    customsOfficeCode: id.child('Customs_office_segment').text('Code'),
    voyageNumber: id.text('Voyage_number'),
    departureOn: id.date('Date_of_departure'),
  };
}

function readExportBill(root: SegmentReader, reference: string | null): BillOfLading {
  const bill = root.child('Bol_specific_segment');
  const containers = root.all('Containers').map(readContainer);
  const stated = bill.number('Total_number_of_containers');
  if (stated !== null && stated !== containers.length) {
    const message = `the bill states ${stated} containers and lists ${containers.length}`;
    root.notes.warn('CONTAINER_COUNT_MISMATCH', message, bill.line, 'Total_number_of_containers');
  }
  const place = bill.child('Operations_segment').child('Location_segment');
  const [code, name, text] = [place.text('Code'), place.text('Name'), place.text('Information')];
  const info = [...new Set([name, text].filter((part) => part !== null))].join('\n') || null;
  return {
    lineNumber: bill.number('Line_number'),
    reference,
    nature: bill.text('Bol_Nature'),
    typeCode: bill.child('Bol_type_segment').text('Code'),
    masterReference: bill.text('Previous_document_reference'),
    loadingPlace: bill.child('Place_of_loading_segment').text('Code'),
    unloadingPlace: bill.child('Place_of_unloading_segment').text('Code'),
    parties: TRADERS.flatMap(([name, role]) => bill.all(name).flatMap((segment) => readTrader(segment, role))),
    containers,
    vehicles: [],
    goods: bill.node ? [readGoods(bill)] : [],
    values: {
      freightIndicator: bill.child('Freight_segment').child('Indicator_segment').text('Code'),
      freight: readAmount(bill.child('Freight_segment')),
      customs: readAmount(bill.child('Customs_segment')),
      insurance: readAmount(bill.child('Insurance_segment')),
      transport: readAmount(bill.child('Transport_segment')),
    },
    location: code === null && info === null ? null : { code, info },
    unmapped: root.unmapped(),
    sourceLine: bill.line || root.line,
  };
}

export class BillExport {
  private parts: XmlNode[] = [];
  private elements = 0;

  constructor(
    private readonly root: string,
    private readonly limits: ManifestLimits,
  ) {}

  /** Holds a part; gives the bill before it if this one begins another. */
  take(node: XmlNode): XmlNode | undefined {
    const complete = this.parts.some(({ name }) => name === node.name) && node.name !== 'Containers';
    const before = complete ? this.last() : undefined;
    const size = (one: XmlNode): number => one.children.reduce((sum, child) => sum + size(child), 1);
    this.elements += size(node);
    const most = this.limits.segmentElements;
    if (this.elements > most) {
      throw new ManifestSyntaxError('SEGMENT_TOO_LARGE', node.line, 1, `more than ${most} elements in one bill`);
    }
    this.parts.push(node);
    return before;
  }

  /** The parts held, as one segment. */
  last(): XmlNode | undefined {
    const children = this.parts;
    this.parts = [];
    this.elements = 0;
    const line = children[0]?.line ?? 1;
    return children.length > 0 ? { name: this.root, line, children, attributes: {}, text: '' } : undefined;
  }

  read(root: SegmentReader): { header: ManifestHeader; bill: BillOfLading } {
    const reference = root.child('Identification_segment').text('Bol_reference');
    root.notes.billReference = reference ?? undefined;
    if (reference === null) root.notes.warn('MISSING_ELEMENT', 'the bill has no reference', root.line, 'Bol_reference');
    return { header: readExportHeader(root), bill: readExportBill(root, reference) };
  }
}
