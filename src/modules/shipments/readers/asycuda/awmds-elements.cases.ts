/**
 * Every element name of the manifest messages Awmds, Awbolds, Awappend and Awmcds: UNCTAD "Cargo Manifest XML message
 * description" for Barbados (A.1.0, 2019) and St Vincent (1.60, 2019), with the national variants met so far.
 * An element outside this list is reported once per file.
 */
const SEGMENTS = `Awmds Awbolds Awappend Awmcds General_segment General_segment_id Totals_segment Transport_information Carrier Shipping_Agent
  Load_unload_place Tonnage Attached_Document Coloader Bol_segment Bol_id Consolidated_Cargo Traders_segment Exporter
  Notify Consignee ctn_segment Vehicles_segment Goods_segment Seals_segment Commodity_Segment Split_segment Container
  Sad_export Value_segment Freight_segment Customs_segment Insurance_segment Transport_segment Freight_Cost Location
  Authorize HS_Compliance Master_bol Manifest_identification`;

const HEADER = `Customs_office_code Voyage_number Date_of_departure Time_of_departure Date_of_arrival Time_of_arrival
  Date_of_last_discharge Total_number_of_bols Total_number_of_packages Total_number_of_containers
  Total_number_of_vehicles Total_gross_mass Mode_of_transport_code Identity_of_transporter
  Nationality_of_transporter_code Place_of_transporter Registration_number_of_transport_code Date_of_registration
  Master_information Carrier_code Carrier_name Carrier_address Shipping_Agent_code Shipping_Agent_name
  Place_of_departure_code Place_of_destination_code Tonnage_net_weight Tonnage_gross_weight
  Destination_customs_office_code Attached_document_code Attached_document_filename Attached_document_content
  Coloader_code Coloader_name`;

const BILL = `Bol_reference Line_number Bol_nature Bol_type_code FAS_Liner_Cargo Master_bol_ref_number
  Unique_carrier_reference Vessel_loading_code Vessel_discharge_code Place_of_loading_code Place_of_unloading_code
  Port_of_origin_code Exporter_code Exporter_name Exporter_address Notify_code Notify_name Notify_address
  Consignee_code Consignee_name Consignee_address Location_code Location_info Company_code Company_name Declarant_code
  Declarant_name Customs_office Registration_serial Registration_number Registration_date Reference_number`;

const CARGO = `Ctn_reference Number_of_packages Type_of_container Empty_Full Disposition Marks1 Marks2 Marks3
  Sealing_Party Empty_weight Goods_weight Temp_min Temp_max Humidity Dangerous_goods_code Ctn_goods_description
  Ctn_hs_code Ctn_volume Ctn_line_number Status Seal_number IMCO UN Ctn_location Commodity_code Gross_weight
  Chassis_number Engine_number Engine_capacity Odometer_reading Make_code Make_name Manufacturing_year Color Condition
  Package_type_code Gross_mass Shipping_marks Goods_description Place_of_origin Place_of_destination Number_of_seals
  Marks_of_seals Sealing_party_code Volume_in_cubic_meters Num_of_ctn_for_this_bol Num_of_vehicles_for_this_bol
  Goods_hs_code Information HS_Code HS_Description Container_Reference Reference Unloaded HS_code
  Commercial_description Country_of_origin`;

const VALUES = `PC_indicator Freight_value Freight_currency Customs_value Customs_currency Insurance_value
  Insurance_currency Transport_value Transport_currency Mode_Indicator Code Description Payment_Method Amount Currency`;

export const awmdsElements: ReadonlySet<string> = new Set(
  [SEGMENTS, HEADER, BILL, CARGO, VALUES].flatMap((names) => names.trim().split(/\s+/)),
);

/** Names of the single-bill export of the ASYCUDA World client, root AsycudaWorld_Manifest, as met in such files. */
const EXPORT = `AsycudaWorld_Manifest Identification_segment Customs_office_segment Bol_specific_segment Sub_line_number
  Previous_document_reference Bol_Nature Fas Total_gross_mass_manifested Number_of_sub_bols Bol_type_segment
  Exporter_segment Consignee_segment Notify_segment Place_of_loading_segment Place_of_unloading_segment
  Packages_segment Package_type_name Shipping_segment Indicator_segment Vessel_loading_name Vessel_discharge_name
  Sealing_party_name Information_segment Information_part_a Operations_segment Packages_remaining
  Gross_mass_remaining Location_segment Onward_transport_segment Transit_segment Customs_office_name
  Document_reference Transhipment_segment Transipment_location_code Transipment_location_name
  Transhipment_location_code Transhipment_location_name Onward_carrier_segment Name Address Value Containers IDT
  Container_Data Number Type Identification Seals Full`;

export const billExportElements: ReadonlySet<string> = new Set([...awmdsElements, ...EXPORT.trim().split(/\s+/)]);
