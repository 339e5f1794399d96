/**
 * Named profiles of tables. EEI is an extract of the United States' Automated Export System: elements of 15 CFR 30.6 by the names
 * met for them. What the target has no field for is named with null, so that it is kept as unmapped without a warning.
 */
import { type ColumnMap, defaultColumns, type TableField } from './table-columns.cases';
import type { TablePlan } from './table-plan.types';

export const TABLE_PROFILES = ['BILL_OF_LADING', 'EEI'] as const;
export type TableProfile = (typeof TABLE_PROFILES)[number];

const EEI_FIELDS: Readonly<Partial<Record<TableField, string>>> = {
  // (a)(19): the filer's own number is the only one every filing has; a booking or bill number is conditional, (b).
  bl_no: 'shipment_reference_number shipment_reference_no shipment_reference srn xtn external_transaction_number',
  master_bl_no: `transportation_reference_number transportation_reference_no transportation_reference trn booking_number
    booking_no booking`,
  itn_or_exemption: `itn internal_transaction_number aes_itn itn_number itn_or_exemption itn_or_exemption_legend exemption
    exemption_legend proof_of_filing_citation`,
  shipper_name: 'usppi usppi_name us_principal_party_in_interest us_principal_party_in_interest_name',
  shipper_address: 'usppi_address us_principal_party_in_interest_address cargo_origin usppi_cargo_origin',
  shipper_id: 'usppi_ein usppi_id usppi_id_number usppi_identification_number usppi_irs_number',
  consignee_name: 'ultimate_consignee ultimate_consignee_name',
  consignee_address: 'ultimate_consignee_address',
  forwarder_name: 'authorized_agent authorized_agent_name agent agent_name fwd_agent forwarding_agent',
  forwarder_address: 'authorized_agent_address agent_address forwarding_agent_address',
  forwarder_id: 'authorized_agent_id agent_id authorized_agent_ein',
  etd: 'date_of_export export_date date_of_exportation estimated_export_date departure_date',
  mode: 'mode_of_transport mode_of_transportation method_of_transportation method_of_transport mot mot_code',
  vessel: 'conveyance_name conveyance carrier_conveyance_name conveyance_name_carrier_name exporting_carrier',
  scac: 'carrier_id carrier_identification carrier_code scac scac_iata carrier_scac_iata',
  port_loading: 'port_of_export port_of_exportation port_of_export_code export_port schedule_d schedule_d_code',
  port_discharge: `foreign_port_of_unlading port_of_unlading port_of_unlading_code foreign_port_of_unloading schedule_k
    schedule_k_code`,
  hs_code: `schedule_b schedule_b_number schedule_b_no schedule_b_hts schedule_b_or_hts schedule_b_hts_number
    commodity_classification_number hts hts_number htsusa hts_code`,
  description: 'commodity_description description_of_commodities description',
  gross_kg:
    'shipping_weight shipping_weight_kg shipping_weight_kgs shipping_weight_kilograms shipping_weight_in_kilograms',
  declared_value: 'value value_usd value_in_us_dollars value_us_dollars commodity_value value_of_goods selling_price',
  vin: 'vin vehicle_id vehicle_id_number vehicle_identification_number vehicle_product_id vin_product_id used_vehicle_id',
  container_no: 'equipment_number equipment_no container_number container_no',
  seals: 'seal_number seal_no seal_numbers',
};

/** Elements of 15 CFR 30.6 without a field of their own, and words that mean something else in a bill-of-lading table. */
const EEI_WITHOUT_FIELD = `usppi_contact usppi_contact_name usppi_contact_phone usppi_phone usppi_id_type ultimate_consignee_type
  ultimate_consignee_contact intermediate_consignee intermediate_consignee_name intermediate_consignee_address
  intermediate_consignee_contact authorized_agent_contact authorized_agent_phone
  state_of_origin us_state_of_origin origin_state point_of_origin country_of_destination country_of_ultimate_destination
  ultimate_destination destination_country related_party related_party_indicator related_party_transaction domestic_or_foreign
  domestic_foreign domestic_foreign_indicator origin_indicator d_f export_information_code export_code eic
  unit_of_measure unit uom unit_of_measure_1 unit_of_measure_2 quantity quantity_1 quantity_2 primary_quantity secondary_quantity
  hazmat hazardous_material hazardous_material_indicator hazardous_materials in_bond_code inbond_code in_bond_type
  entry_number import_entry_number ftz ftz_identifier foreign_trade_zone license_code license_type license_type_code
  license_number license_no license_exemption license_number_or_exemption license_value eccn export_control_classification_number
  routed routed_export routed_export_transaction routed_transaction filing_option filing_option_indicator option_4
  kpc_number ddtc_registration_number ddtc_registration_no ddtc_usml_category usml_category usml_category_code
  ddtc_itar_exemption itar_exemption_number ddtc_significant_military_equipment significant_military_equipment
  sme_indicator ddtc_eligible_party_certification eligible_party_certification ddtc_unit_of_measure ddtc_quantity
  vehicle_title_number vehicle_title_no vehicle_title_state vehicle_id_type title_number title_state
  line_number line_no line filing_date date_filed filer filer_id filer_name filing_status status`;

const eeiColumns: ColumnMap = new Map<string, TableField | null>([
  ...defaultColumns,
  ...EEI_WITHOUT_FIELD.split(/\s+/).map((name) => [name, null] as const),
  ...(Object.entries(EEI_FIELDS) as [TableField, string][]).flatMap(([field, names]) =>
    names.split(/\s+/).map((name) => [name, field] as const),
  ),
]);

export const PROFILE_PLANS: Readonly<Record<TableProfile, TablePlan>> = {
  BILL_OF_LADING: { columns: defaultColumns },
  EEI: {
    columns: eeiColumns,
    referenceFrom: ['itn_or_exemption', 'master_bl_no'],
    // (a)(17): the value is stated in United States dollars, for each commodity line.
    constants: { currency: 'USD' },
    valuePerLine: true,
  },
};

/** Names that only an extract of the Automated Export System has; one of each group tells it. */
export const EEI_MARKS: readonly (readonly string[])[] = [
  ['usppi', 'usppi_name', 'us_principal_party_in_interest', 'us_principal_party_in_interest_name'],
  `itn aes_itn itn_number internal_transaction_number itn_or_exemption shipment_reference_number srn schedule_b schedule_b_number
    schedule_b_hts schedule_b_or_hts schedule_b_hts_number`.split(/\s+/),
];
