import { parseImo } from '../../../identifiers/imo.rules';
import type { ManifestFormat, ManifestHeader, StatedTotals } from '../manifest.types';
import type { SegmentReader } from './segment-reader.parser';

function statedTotals(segment: SegmentReader): StatedTotals {
  return {
    bills: segment.number('Total_number_of_bols'),
    packages: segment.number('Total_number_of_packages'),
    containers: segment.number('Total_number_of_containers'),
    grossMassKg: segment.number('Total_gross_mass'),
  };
}

/** A text that is no IMO number passes without a word: small freighters have none and write what they have. */
function checkImo(segment: SegmentReader, imo: string | null): void {
  const flag = imo === null ? undefined : parseImo(imo).flags.find(({ code }) => code !== 'NOT_OF_THE_FORM');
  if (flag) {
    const element = 'Registration_number_of_transport_code';
    segment.notes.warn('CHECK_DIGIT', `IMO number ${imo}: ${flag.detail}`, segment.line, element);
  }
}

/** General_segment of Awmds. */
export function readHeader(general: SegmentReader, format: ManifestFormat = 'AWMDS'): ManifestHeader {
  const id = general.child('General_segment_id');
  const transport = general.child('Transport_information');
  const carrier = transport.child('Carrier');
  const places = general.child('Load_unload_place');
  const header = {
    format,
    customsOfficeCode: id.text('Customs_office_code'),
    voyageNumber: id.text('Voyage_number'),
    departureOn: id.date('Date_of_departure'),
    arrivalOn: id.date('Date_of_arrival'),
    arrivalTime: id.time('Time_of_arrival'),
    transportMode: transport.text('Mode_of_transport_code'),
    vesselName: transport.text('Identity_of_transporter'),
    vesselImo: transport.text('Registration_number_of_transport_code'),
    vesselFlag: transport.text('Nationality_of_transporter_code'),
    carrierCode: carrier.text('Carrier_code'),
    carrierName: carrier.text('Carrier_name'),
    agentName: transport.child('Shipping_Agent').text('Shipping_Agent_name'),
    placeOfDeparture: places.text('Place_of_departure_code'),
    placeOfDestination: places.text('Place_of_destination_code'),
    masterName: transport.text('Master_information'),
    statedTotals: statedTotals(general.child('Totals_segment')),
  };
  checkImo(transport, header.vesselImo);
  checkIdentity(general, header);
  return { ...header, unmapped: general.unmapped() };
}

type Identity = Pick<ManifestHeader, 'customsOfficeCode' | 'voyageNumber' | 'departureOn'>;

function checkIdentity(head: SegmentReader, header: Identity): void {
  const identity = {
    Customs_office_code: header.customsOfficeCode,
    Voyage_number: header.voyageNumber,
    Date_of_departure: header.departureOn,
  };
  for (const [element, value] of Object.entries(identity)) {
    if (value === null) head.notes.warn('MISSING_ELEMENT', `${element} is missing`, head.line, element);
  }
}

/** A header of which nothing is known but its format. */
export const emptyHeader = (format: ManifestFormat): ManifestHeader => ({
  format,
  customsOfficeCode: null,
  voyageNumber: null,
  departureOn: null,
  arrivalOn: null,
  arrivalTime: null,
  transportMode: null,
  vesselName: null,
  vesselImo: null,
  vesselFlag: null,
  carrierCode: null,
  carrierName: null,
  agentName: null,
  placeOfDeparture: null,
  placeOfDestination: null,
  masterName: null,
  statedTotals: { bills: null, packages: null, containers: null, grossMassKg: null },
  unmapped: [],
});

/** Master_bol of Awbolds, Manifest_identification of Awappend and Awmcds: only the identity of a manifest sent before. */
export function readShortHeader(head: SegmentReader, format: ManifestFormat): ManifestHeader {
  const header = {
    ...emptyHeader(format),
    customsOfficeCode: head.text('Customs_office_code'),
    voyageNumber: head.text('Voyage_number'),
    departureOn: head.date('Date_of_departure'),
  };
  checkIdentity(head, header);
  return { ...header, unmapped: head.unmapped() };
}
