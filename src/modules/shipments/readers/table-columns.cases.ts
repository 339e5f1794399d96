/**
 * Columns of the generic bill-of-lading table (standards 1.5: one row is one bill, container and goods line) with the names
 * met for them. A map of an organisation or of a profile is another such list.
 */
export const TABLE_FIELDS = {
  bl_no: `bl bl_no bl_number bill bill_no bill_number bol bol_no bol_number b_l b_l_no b_l_number bill_of_lading
    bill_of_lading_no bill_of_lading_number bol_reference bill_reference house_bl house_bl_no hbl hbl_no house_bill
    connaissement no_connaissement numero_connaissement numero_de_connaissement no_bl numero_bl conocimiento bl_id`,
  master_bl_no:
    'master_bl master_bl_no master_bill master_bill_no mbl mbl_no master_bol master_bol_ref_number master_reference',
  line_no: 'line_no line line_number bol_line item_no',
  nature: 'nature bol_nature bl_nature',
  bl_type: 'bl_type bill_type bol_type bol_type_code b_l_type',
  customs_office: 'customs_office customs_office_code office bureau bureau_de_douane',
  scac: 'scac carrier_code carrier_scac',
  carrier_name: 'carrier carrier_name shipping_line compagnie',
  agent_name: 'agent agent_name shipping_agent ship_agent',
  vessel: 'vessel vessel_name ship ship_name conveyance conveyance_name navire buque',
  imo: 'imo imo_no imo_number vessel_imo lloyds_no',
  voyage: 'voyage voyage_no voyage_number voy viaje trip',
  flag: 'flag vessel_flag pavillon bandera',
  mode: 'mode transport_mode mode_of_transport method_of_transport mot',
  port_departure: 'port_departure place_of_departure departure_port port_of_departure',
  port_destination: 'port_destination place_of_destination destination_port port_of_destination port_of_arrival',
  port_loading: `port_loading port_of_loading loading_port load_port pol place_of_loading port_of_lading foreign_port_of_lading
    port_de_chargement puerto_de_carga port_of_export`,
  port_discharge: `port_discharge port_of_discharge discharge_port pod place_of_unloading port_of_unloading port_of_unlading
    port_de_dechargement puerto_de_descarga`,
  etd: 'etd departure departure_date date_of_departure sailing_date departed_on date_of_export',
  eta: 'eta arrival arrival_date date_of_arrival arrived_on',
  shipper_name:
    'shipper shipper_name exporter exporter_name expediteur exportateur consignor embarcador usppi usppi_name',
  shipper_address: 'shipper_address exporter_address adresse_expediteur consignor_address usppi_address',
  shipper_id: 'shipper_id shipper_code exporter_code exporter_id usppi_ein shipper_tax_id',
  consignee_name: 'consignee consignee_name destinataire consignatario ultimate_consignee importer importer_name',
  consignee_address: 'consignee_address adresse_destinataire ultimate_consignee_address importer_address',
  consignee_id: 'consignee_id consignee_code importer_code consignee_tax_id consignee_nif nif',
  notify_name: 'notify notify_name notify_party notify_party_name a_notifier notificar',
  notify_address: 'notify_address notify_party_address',
  notify_id: 'notify_id notify_code',
  container_no: `container container_no container_number ctn ctn_no ctn_reference cntr cntr_no equipment equipment_no
    equipment_number conteneur no_conteneur numero_conteneur contenedor`,
  size_type: 'size_type container_type container_size type_of_container iso_type equipment_type ctn_type',
  full_empty: 'full_empty empty_full fcl_lcl load_status',
  seals: 'seals seal seal_no seal_number seal_numbers scelles plombs sellos',
  tare_kg: 'tare_kg tare tare_weight empty_weight',
  packages:
    'packages package_count number_of_packages no_of_packages pkgs quantity qty pieces colis nombre_de_colis bultos',
  package_type: 'package_type package_type_code pkg_type packaging kind_of_packages type_colis unit',
  marks: 'marks shipping_marks marks_and_numbers marques marcas',
  description: `description goods_description description_of_goods cargo_description commodity commodity_description goods
    designation descripcion`,
  hs_code: 'hs_code hs hs_no goods_hs_code hts schedule_b tariff tariff_code code_sh commodity_code',
  gross_kg: `gross_kg gross_mass gross_mass_kg gross_weight gross_weight_kg weight weight_kg kgs kg shipping_weight
    poids_brut poids peso_bruto`,
  gross_lb: 'gross_lb gross_lbs gross_weight_lb gross_weight_lbs weight_lb weight_lbs lbs pounds',
  volume_m3: 'volume_m3 volume cbm measurement volume_in_cubic_meters',
  vin: 'vin vin_no vehicle_id chassis chassis_no chassis_number no_chassis',
  freight_terms: 'freight_terms freight pc_indicator prepaid_collect payment_terms',
  declared_value: 'declared_value value customs_value valeur valor amount',
  currency: 'currency value_currency customs_currency devise moneda',
  location: 'location location_code warehouse terminal',
  port_transhipment: 'port_transhipment transhipment_port port_of_transhipment',
  place_delivery: 'place_delivery place_of_delivery delivery final_destination',
  forwarder_name: 'forwarder forwarder_name freight_forwarder consolidator nvocc',
  forwarder_address: 'forwarder_address',
  forwarder_id: 'forwarder_id forwarder_code',
  itn_or_exemption: 'itn_or_exemption itn aes_itn exemption exemption_code',
  dangerous_goods_un: 'dangerous_goods_un un_no un_number imdg dangerous_goods hazmat',
} as const;

export type TableField = keyof typeof TABLE_FIELDS;
/** Column name, folded, to field. */
export type ColumnMap = ReadonlyMap<string, TableField>;

/** "Bill of Lading No." and "bill_of_lading_no" are one name. */
export const columnKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

export const defaultColumns: ColumnMap = new Map(
  (Object.entries(TABLE_FIELDS) as [TableField, string][]).flatMap(([field, names]) =>
    [field, ...names.split(/\s+/)].map((name) => [name, field] as const),
  ),
);
