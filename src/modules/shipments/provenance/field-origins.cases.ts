/**
 * Which element of the file each field of a bill is read from, by message form. `*` stands for the place in a list, `{role}` for the
 * element of a party's role. Sources: UNCTAD ASYCUDA World manifest messages A.1.0 and 1.60; UN/EDIFACT CUSCAR D.95B and D.96B; the columns of
 * the bill-of-lading table.
 */
export type FieldOrigins = Readonly<Record<string, string>>;

const BOL = 'Bol_segment';
const CTN = `${BOL}/ctn_segment`;
const GOODS = `${BOL}/Goods_segment`;
const PARTY = `${BOL}/Traders_segment/{role}/{role}`;

/** The bills of all four ASYCUDA messages are written alike. */
const ASYCUDA_BILL: FieldOrigins = {
  '/billReference': `${BOL}/Bol_id/Bol_reference`,
  '/masterReference': `${BOL}/Bol_id/Master_bol_ref_number`,
  '/lineNumber': `${BOL}/Bol_id/Line_number`,
  '/nature': `${BOL}/Bol_id/Bol_nature`,
  '/typeCode': `${BOL}/Bol_id/Bol_type_code`,
  '/loadingPlace': `${BOL}/Load_unload_place/Place_of_loading_code`,
  '/unloadingPlace': `${BOL}/Load_unload_place/Place_of_unloading_code`,
  '/packageCount': `${GOODS}/Number_of_packages`,
  '/packageType': `${GOODS}/Package_type_code`,
  '/grossMassKg': `${GOODS}/Gross_mass`,
  '/goodsDescription': `${GOODS}/Goods_description`,
  '/shippingMarks': `${GOODS}/Shipping_marks`,
  '/hsCodes': `${GOODS}/Goods_hs_code, Commodity_Segment/HS_Code, or in the words of Goods_description and Shipping_marks`,
  '/parties/*/code': `${PARTY}_code`,
  '/parties/*/name': `${PARTY}_name`,
  '/parties/*/address': `${PARTY}_address`,
  '/containers/*/number': `${CTN}/Ctn_reference`,
  '/containers/*/packageCount': `${CTN}/Number_of_packages`,
  '/containers/*/sizeType': `${CTN}/Type_of_container`,
  '/containers/*/fullEmpty': `${CTN}/Empty_Full`,
  '/containers/*/seals': `${CTN}/Marks1, Marks2, Marks3`,
  '/containers/*/sealingParty': `${CTN}/Sealing_Party`,
  '/containers/*/tareKg': `${CTN}/Empty_weight`,
  '/containers/*/goodsMassKg': `${CTN}/Goods_weight`,
  '/containers/*/description': `${CTN}/Ctn_goods_description`,
  '/containers/*/hsCode': `${CTN}/Ctn_hs_code`,
};

const identityIn = (segment: string): FieldOrigins => ({
  '/customsOffice': `${segment}/Customs_office_code`,
  '/voyageNumber': `${segment}/Voyage_number`,
  '/departureOn': `${segment}/Date_of_departure`,
});

const TRANSPORT = 'General_segment/Transport_information';
const AWMDS: FieldOrigins = {
  ...identityIn('General_segment/General_segment_id'),
  '/arrivalOn': 'General_segment/General_segment_id/Date_of_arrival',
  '/transportMode': `${TRANSPORT}/Mode_of_transport_code`,
  '/vesselName': `${TRANSPORT}/Identity_of_transporter`,
  '/vesselImo': `${TRANSPORT}/Registration_number_of_transport_code`,
  '/vesselFlag': `${TRANSPORT}/Nationality_of_transporter_code`,
  '/carrierName': `${TRANSPORT}/Carrier/Carrier_name`,
  ...ASYCUDA_BILL,
};

const SINGLE = 'Bol_specific_segment';
const SINGLE_BILL: FieldOrigins = {
  '/billReference': 'Identification_segment/Bol_reference',
  '/customsOffice': 'Identification_segment/Customs_office_segment/Code',
  '/voyageNumber': 'Identification_segment/Voyage_number',
  '/departureOn': 'Identification_segment/Date_of_departure',
  '/masterReference': `${SINGLE}/Previous_document_reference`,
  '/lineNumber': `${SINGLE}/Line_number`,
  '/nature': `${SINGLE}/Bol_Nature`,
  '/typeCode': `${SINGLE}/Bol_type_segment/Code`,
  '/loadingPlace': `${SINGLE}/Place_of_loading_segment/Code`,
  '/unloadingPlace': `${SINGLE}/Place_of_unloading_segment/Code`,
  '/packageCount': `${SINGLE}/Packages_segment/Number_of_packages`,
  '/packageType': `${SINGLE}/Packages_segment/Package_type_code`,
  '/grossMassKg': `${SINGLE}/Total_gross_mass_manifested`,
  '/goodsDescription': `${SINGLE}/Goods_segment/Goods_description`,
  '/shippingMarks': `${SINGLE}/Shipping_segment/Shipping_marks`,
  '/hsCodes': `${SINGLE}/Goods_segment/Goods_hs_code, or in the words of Goods_description and Shipping_marks`,
  '/parties/*/code': `${SINGLE}/{role}_segment/Code`,
  '/parties/*/name': `${SINGLE}/{role}_segment/Name`,
  '/parties/*/address': `${SINGLE}/{role}_segment/Address`,
  '/containers/*/number': 'Containers/Container_Data/Identification',
  '/containers/*/sizeType': 'Containers/Container_Data/Type',
  '/containers/*/fullEmpty': 'Containers/Container_Data/Full',
  '/containers/*/seals': 'Containers/Container_Data/Seals',
  '/containers/*/sealingParty': 'Containers/Container_Data/Sealing_Party',
  '/containers/*/tareKg': 'Containers/Container_Data/Empty_weight',
  '/containers/*/goodsMassKg': 'Containers/Container_Data/Goods_weight',
};

/** Segment, qualifier and data element number (UNTDED). */
const CUSCAR: FieldOrigins = {
  '/billReference': 'CNI 1490, or RFF+BM 1154',
  '/masterReference': 'RFF+MB 1154',
  '/lineNumber': 'CNI 1490',
  '/customsOffice': 'LOC+22 3225',
  '/voyageNumber': 'TDT+20 8028',
  '/transportMode': 'TDT+20 8067',
  '/vesselName': 'TDT+20 8212',
  '/vesselImo': 'TDT+20 8213',
  '/vesselFlag': 'TDT+20 8453',
  '/carrierName': 'TDT+20 3128, or NAD+CA 3036',
  '/departureOn': 'DTM 2380 (departure)',
  '/arrivalOn': 'DTM 2380 (arrival)',
  '/nature': 'GIS 7365',
  '/loadingPlace': 'LOC+9 3225',
  '/unloadingPlace': 'LOC+11 3225',
  '/packageCount': 'GID 7224',
  '/packageType': 'GID 7065',
  '/grossMassKg': 'MEA 6314',
  '/goodsDescription': 'FTX+AAA 4440',
  '/shippingMarks': 'PCI 7102',
  '/hsCodes': 'CST 7361, or in the words of FTX and PCI',
  '/parties/*/code': 'NAD+{role} 3039',
  '/parties/*/name': 'NAD+{role} 3036',
  '/parties/*/address': 'NAD+{role} 3042',
  '/containers/*/number': 'EQD+CN 8260',
  '/containers/*/packageCount': 'SGP 7224',
  '/containers/*/sizeType': 'EQD+CN 8155',
  '/containers/*/fullEmpty': 'EQD+CN 8169',
  '/containers/*/seals': 'SEL 9308',
  '/containers/*/sealingParty': 'SEL 9303',
  '/containers/*/tareKg': 'MEA+T 6314',
  '/containers/*/goodsMassKg': 'MEA+G 6314',
};

const TABLE: FieldOrigins = {
  '/billReference': 'bl_no',
  '/masterReference': 'master_bl_no',
  '/lineNumber': 'line_no',
  '/nature': 'nature',
  '/typeCode': 'bl_type',
  '/customsOffice': 'customs_office',
  '/voyageNumber': 'voyage',
  '/transportMode': 'mode',
  '/vesselName': 'vessel',
  '/vesselImo': 'imo',
  '/vesselFlag': 'flag',
  '/carrierName': 'carrier_name',
  '/departureOn': 'etd',
  '/arrivalOn': 'eta',
  '/loadingPlace': 'port_loading',
  '/unloadingPlace': 'port_discharge',
  '/packageCount': 'packages',
  '/packageType': 'package_type',
  '/grossMassKg': 'gross_kg, or gross_lb',
  '/goodsDescription': 'description',
  '/shippingMarks': 'marks',
  '/hsCodes': 'hs_code, or in the words of description and marks',
  '/parties/*/code': '{role}_id',
  '/parties/*/name': '{role}_name',
  '/parties/*/address': '{role}_address',
  '/containers/*/number': 'container_no',
  '/containers/*/packageCount': 'packages',
  '/containers/*/sizeType': 'size_type',
  '/containers/*/fullEmpty': 'full_empty',
  '/containers/*/seals': 'seals',
  '/containers/*/tareKg': 'tare_kg',
};

export const FIELD_ORIGINS: Readonly<Record<string, FieldOrigins>> = {
  AWMDS,
  AWBOLDS: {
    ...identityIn('Master_bol'),
    ...ASYCUDA_BILL,
    '/masterReference': `${BOL}/Bol_id/Master_bol_ref_number, or Master_bol/Reference_number`,
  },
  AWAPPEND: { ...identityIn('Manifest_identification'), ...ASYCUDA_BILL },
  AWMCDS: { ...identityIn('Manifest_identification'), ...ASYCUDA_BILL },
  ASYCUDAWORLD_MANIFEST: SINGLE_BILL,
  CUSCAR,
  CSV: TABLE,
  XLSX: TABLE,
};

/** How each form calls the parties. */
export const ROLE_ELEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CUSCAR: { SHIPPER: 'CZ', CONSIGNEE: 'CN', NOTIFY: 'NI', CARRIER: 'CA' },
  CSV: { SHIPPER: 'shipper', CONSIGNEE: 'consignee', NOTIFY: 'notify', CARRIER: 'carrier' },
  XLSX: { SHIPPER: 'shipper', CONSIGNEE: 'consignee', NOTIFY: 'notify', CARRIER: 'carrier' },
};
export const ASYCUDA_ROLES: Readonly<Record<string, string>> = {
  SHIPPER: 'Exporter',
  CONSIGNEE: 'Consignee',
  NOTIFY: 'Notify',
  CARRIER: 'Carrier',
};
