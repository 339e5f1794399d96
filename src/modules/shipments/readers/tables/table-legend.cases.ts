/** The columns of the templates, in their order, with what stands in them and an invented example (standards 1.5). */
import type { TableField } from './table-columns.cases';
import type { TableProfile } from './table-profiles.cases';

export interface LegendLine {
  /** Name of the column in the template. */
  readonly column: string;
  readonly field: TableField | null;
  readonly meaning: string;
  readonly example: string;
}

/** First row of the sheet that explains a template. A sheet that begins so holds no cargo. */
export const LEGEND_HEAD: readonly string[] = ['Column', 'Meaning', 'Example'];
export const isLegend = (cells: readonly string[]): boolean => LEGEND_HEAD.every((name, i) => cells[i] === name);

const line = (field: TableField, meaning: string, example = ''): LegendLine => ({
  column: field,
  field,
  meaning,
  example,
});

const BILL_OF_LADING: readonly LegendLine[] = [
  line(
    'bl_no',
    'Number of the bill of lading. Required. Rows of one number are one bill: one row for each container and goods line',
    'DEMO24W001',
  ),
  line('master_bl_no', 'Number of the master bill, for a house bill', 'DEMOM24W'),
  line(
    'nature',
    'Nature of the bill as your customs office codes it: 22 export, 23 import, 24 transit, 26 remaining on board, 28 transhipment',
    '23',
  ),
  line('customs_office', 'Code of the customs office', 'CAP01'),
  line('scac', 'Code of the carrier (SCAC)', 'DEMO'),
  line('carrier_name', 'Name of the carrier', 'Demonstration Shipping Line'),
  line('vessel', 'Name of the vessel, truck or aircraft', 'ETOILE DE DEMONSTRATION'),
  line('imo', 'IMO number of the vessel, 7 digits; empty if it has none', '9074729'),
  line('flag', 'Flag: ISO 3166-1 alpha-2', 'PA'),
  line('voyage', 'Voyage number', '024W'),
  line('mode', 'Mode of transport: 1 sea, 2 rail, 3 road, 4 air (UN/ECE Recommendation 19)', '1'),
  line('port_loading', 'Port of loading: UN/LOCODE', 'USFLL'),
  line('port_transhipment', 'Port of transhipment: UN/LOCODE', 'JMKIN'),
  line('port_discharge', 'Port of discharge: UN/LOCODE', 'HTCAP'),
  line('place_delivery', 'Place of delivery: UN/LOCODE or its name', 'HTCAP'),
  line('etd', 'Departure, yyyy-MM-dd', '2024-04-01'),
  line('eta', 'Arrival, yyyy-MM-dd', '2024-04-05'),
  line('shipper_name', 'Shipper, the exporter', 'Demonstration Exports LLC'),
  line('shipper_address', 'Address of the shipper', '1 Example Road, Miami'),
  line('shipper_id', 'Tax or trader number of the shipper', '00-0000000'),
  line('consignee_name', 'Consignee', 'Magasin Exemple'),
  line('consignee_address', 'Address of the consignee', 'Rue 1 A, Cap-Haitien'),
  line('consignee_id', 'Tax or trader number of the consignee', '000-000-000-0'),
  line('notify_name', 'Party to notify', 'Transit Exemple'),
  line('notify_address', 'Address of the party to notify', 'Rue 2 B, Cap-Haitien'),
  line('forwarder_name', 'Freight forwarder or consolidator', 'Example Forwarding'),
  line('forwarder_address', 'Address of the forwarder', '2 Example Road, Miami'),
  line('container_no', 'Container number (ISO 6346); empty for loose cargo', 'CSQU3054383'),
  line('size_type', 'Size and type (ISO 6346)', '22G1'),
  line('full_empty', 'Full or empty: FCL, LCL or EMP', 'FCL'),
  line('seals', 'Seal numbers, separated by a semicolon', 'SEAL001;SEAL002'),
  line('packages', 'Number of packages of this line', '10'),
  line('package_type', 'Kind of packages (UN/ECE Recommendation 21)', 'CT'),
  line('marks', 'Marks and numbers', 'N/M'),
  line('description', 'Description of the goods', 'RICE IN BAGS'),
  line('hs_code', 'Harmonized System code, 4 to 10 digits', '100630'),
  line('gross_kg', 'Gross mass of this line in kilograms, with a decimal point', '1000.5'),
  line('volume_m3', 'Volume of this line in cubic metres', '2.5'),
  line('vin', 'Chassis number (VIN) of a vehicle'),
  line('freight_terms', 'PP prepaid, CC collect', 'PP'),
  line('declared_value', 'Declared value of the bill', '5000.00'),
  line('currency', 'Currency of the value: ISO 4217', 'USD'),
  line(
    'itn_or_exemption',
    'Internal Transaction Number of the United States export filing, or its exemption',
    'X20240328123456',
  ),
  line('dangerous_goods_un', 'UN number of dangerous goods'),
];

const eei = (column: string, field: TableField | null, meaning: string, example = ''): LegendLine => ({
  column,
  field,
  meaning,
  example,
});

const EEI: readonly LegendLine[] = [
  eei(
    'ITN',
    'itn_or_exemption',
    'Internal Transaction Number: X, the day as yyyymmdd, 6 digits; or an exemption such as NOEEI 30.37(a)',
    'X20240328123456',
  ),
  eei(
    'Shipment Reference Number',
    'bl_no',
    'Number the filer gave, 30.6(a)(19). Rows of one number are one filing. If there is none the ITN counts',
    'DEMOSRN001',
  ),
  eei('Transportation Reference Number', 'master_bl_no', 'Booking or bill number, 30.6(b)', 'DEMOBOOK1'),
  eei('USPPI Name', 'shipper_name', 'US principal party in interest, 30.6(a)(1)', 'Demonstration Exports LLC'),
  eei('USPPI Address', 'shipper_address', 'Its address', '1 Example Road, Miami'),
  eei('USPPI EIN', 'shipper_id', 'Its identification number', '00-0000000'),
  eei('Date of Export', 'etd', '30.6(a)(2), yyyy-MM-dd', '2024-04-01'),
  eei('Ultimate Consignee', 'consignee_name', '30.6(a)(3)', 'Magasin Exemple'),
  eei('Ultimate Consignee Address', 'consignee_address', 'Its address', 'Rue 1 A, Cap-Haitien'),
  eei('Ultimate Consignee Type', null, '30.6(a)(28): direct consumer, government entity, reseller, other', 'Reseller'),
  eei('Intermediate Consignee', null, '30.6(b)', 'Transit Exemple'),
  eei('Authorized Agent', 'forwarder_name', '30.6(b)', 'Example Forwarding'),
  eei('US State of Origin', null, '30.6(a)(4)', 'FL'),
  eei('Country of Ultimate Destination', null, '30.6(a)(5): ISO 3166-1 alpha-2', 'HT'),
  eei('Method of Transportation', 'mode', '30.6(a)(6): 10 vessel, 11 vessel with containers, 40 air', '11'),
  eei('Conveyance Name', 'vessel', '30.6(a)(7)', 'ETOILE DE DEMONSTRATION'),
  eei('Carrier ID', 'scac', '30.6(a)(8): SCAC or IATA code', 'DEMO'),
  eei('Port of Export', 'port_loading', '30.6(a)(9): Schedule D code', '5203'),
  eei('Foreign Port of Unlading', 'port_discharge', '30.6(b): Schedule K code', '24517'),
  eei('Related Party', null, '30.6(a)(10): Y or N', 'N'),
  eei('Domestic or Foreign', null, '30.6(a)(11): D or F', 'D'),
  eei('Schedule B', 'hs_code', '30.6(a)(12): Schedule B or HTSUSA number', '1006309020'),
  eei('Commodity Description', 'description', '30.6(a)(13)', 'RICE IN BAGS'),
  eei('Unit of Measure', null, '30.6(a)(14): primary unit', 'KG'),
  eei('Quantity', null, '30.6(a)(15): in that unit, no number of packages', '1000'),
  eei('Shipping Weight', 'gross_kg', '30.6(a)(16): kilograms', '1000.5'),
  eei('Value', 'declared_value', '30.6(a)(17): United States dollars, of this line', '5000'),
  eei('Export Information Code', null, '30.6(a)(18)', 'OS'),
  eei('License Code', null, '30.6(a)(23)', 'C33'),
  eei('License Number', null, '30.6(b)', 'NLR'),
  eei('ECCN', null, '30.6(b): export control classification number', 'EAR99'),
  eei('Vehicle ID', 'vin', '30.6(b): VIN or product id of a used vehicle'),
  eei('Equipment Number', 'container_no', '30.6(c): container number (ISO 6346)', 'CSQU3054383'),
  eei('Seal Number', 'seals', '30.6(c)', 'SEAL001'),
  eei('DDTC Registration Number', null, '30.6(b)'),
  eei('USML Category', null, '30.6(b)'),
];

export const LEGENDS: Readonly<Record<TableProfile, readonly LegendLine[]>> = { BILL_OF_LADING, EEI };
