import { columnKey } from '../../../../platform/files/delimiter.rules';

/**
 * Columns of the generic bill-of-lading table (standards 1.5: one row is one bill, container and goods line) with the names
 * met for them. A map of an organisation or of a profile is another such list.
 */
export const TABLE_FIELDS = {
  bl_no: `bl bl_no bl_number bill bill_no bill_number bol bol_no bol_number b_l b_l_no b_l_number bill_of_lading
    bill_of_lading_no bill_of_lading_number bol_reference bill_reference house_bl house_bl_no hbl hbl_no
    house_bill connaissement no_connaissement numero_connaissement numero_de_connaissement no_bl numero_bl
    conocimiento bl_id no_b_l numero_b_l num_bl bl_numero no_de_connaissement numero_conocimiento
    numero_de_conocimiento no_conocimiento conocimiento_de_embarque no_de_bl numero_de_bl no_de_b_l
    numero_de_b_l bl_hijo bl_house waybill_no sea_waybill`,
  master_bl_no: `master_bl master_bl_no master_bill master_bill_no mbl mbl_no master_bol master_bol_ref_number
    master_reference bl_master bl_maitre connaissement_maitre bl_madre conocimiento_madre bl_principal
    no_bl_master numero_bl_master master_b_l`,
  line_no: 'line_no line line_number bol_line item_no ligne no_ligne linea numero_linea no_linea',
  nature: 'nature bol_nature bl_nature nature_du_bl nature_bl naturaleza',
  bl_type: 'bl_type bill_type bol_type bol_type_code b_l_type type_bl tipo_bl type_de_bl tipo_de_bl',
  customs_office: `customs_office customs_office_code office bureau bureau_de_douane bureau_douane code_bureau aduana
    codigo_aduana administracion colecturia`,
  scac: 'scac carrier_code carrier_scac code_transporteur codigo_transportista',
  carrier_name: `carrier carrier_name shipping_line compagnie transporteur compagnie_maritime transportista naviera
    linea_naviera`,
  agent_name: `agent agent_name shipping_agent ship_agent consignataire_du_navire agent_maritime agente_naviero agente`,
  vessel: `vessel vessel_name ship ship_name conveyance conveyance_name navire buque nom_du_navire nom_navire bateau
    nave barco nombre_buque nombre_del_buque nombre_de_la_nave vessel_voyage_name`,
  imo: 'imo imo_no imo_number vessel_imo lloyds_no no_imo numero_imo imo_navire imo_buque lloyds',
  voyage: `voyage voyage_no voyage_number voy viaje trip no_voyage numero_voyage numero_de_voyage no_viaje numero_viaje
    numero_de_viaje no_de_voyage no_de_viaje`,
  flag: 'flag vessel_flag pavillon bandera bandera_buque pavillon_du_navire vessel_flag_country',
  mode: `mode transport_mode mode_of_transport method_of_transport mot mode_de_transport mode_transport
    modo_transporte modo_de_transporte via_transporte`,
  port_departure: `port_departure place_of_departure departure_port port_of_departure port_de_depart puerto_de_salida
    puerto_salida`,
  port_destination: `port_destination place_of_destination destination_port port_of_destination port_of_arrival
    port_de_destination puerto_de_destino port_d_arrivee puerto_llegada puerto_de_llegada`,
  port_loading: `port_loading port_of_loading loading_port load_port pol place_of_loading port_of_lading
    foreign_port_of_lading port_de_chargement puerto_de_carga port_of_export port_chargement puerto_embarque
    puerto_de_embarque lieu_de_chargement port_d_embarquement port_of_load`,
  port_discharge: `port_discharge port_of_discharge discharge_port pod place_of_unloading port_of_unloading port_of_unlading
    port_de_dechargement puerto_de_descarga port_dechargement puerto_descarga puerto_desembarque
    puerto_de_desembarque lieu_de_dechargement port_de_debarquement foreign_port_of_unlading`,
  etd: `etd departure departure_date date_of_departure sailing_date departed_on date_of_export date_de_depart
    date_depart fecha_de_salida fecha_salida fecha_embarque fecha_de_embarque date_embarquement`,
  eta: `eta arrival arrival_date date_of_arrival arrived_on date_d_arrivee date_arrivee fecha_de_llegada
    fecha_llegada fecha_arribo`,
  shipper_name: `shipper shipper_name exporter exporter_name expediteur exportateur consignor embarcador usppi usppi_name
    nom_expediteur nom_exportateur chargeur exportador remitente nombre_exportador nombre_embarcador expedidor
    suplidor`,
  shipper_address: `shipper_address exporter_address adresse_expediteur consignor_address usppi_address adresse_exportateur
    adresse_de_l_expediteur adresse_chargeur direccion_exportador direccion_embarcador direccion_remitente`,
  shipper_id: `shipper_id shipper_code exporter_code exporter_id usppi_ein shipper_tax_id code_exportateur rnc_exportador
    id_exportador nif_expediteur`,
  consignee_name: `consignee consignee_name destinataire consignatario ultimate_consignee importer importer_name
    nom_destinataire nom_du_destinataire importateur importador nombre_consignatario nombre_importador
    destinatario`,
  consignee_address: `consignee_address adresse_destinataire ultimate_consignee_address importer_address adresse_du_destinataire
    adresse_importateur direccion_consignatario direccion_importador direccion_destinatario`,
  consignee_id: `consignee_id consignee_code importer_code consignee_tax_id consignee_nif nif nif_destinataire rnc
    rnc_consignatario rnc_importador id_consignatario code_destinataire cedula_rnc`,
  notify_name: `notify notify_name notify_party notify_party_name a_notifier notificar notifie partie_a_notifier nom_notifie
    notificado parte_a_notificar notificar_a`,
  notify_address: `notify_address notify_party_address adresse_notifie adresse_a_notifier direccion_notificado
    direccion_notificar`,
  notify_id: 'notify_id notify_code',
  container_no: `container container_no container_number ctn ctn_no ctn_reference cntr cntr_no equipment equipment_no
    equipment_number conteneur no_conteneur numero_conteneur contenedor no_de_conteneur no_contenedor
    numero_contenedor numero_de_contenedor numero_de_conteneur conteneurs contenedores container_id cont_no
    furgon`,
  size_type: `size_type container_type container_size type_of_container iso_type equipment_type ctn_type type_conteneur
    type_de_conteneur taille_conteneur tipo_contenedor tipo_de_contenedor tamano_contenedor`,
  full_empty: 'full_empty empty_full fcl_lcl load_status plein_vide lleno_vacio fcl_lcl_empty',
  seals: `seals seal seal_no seal_number seal_numbers scelles plombs sellos scelle no_scelle plomb no_plomb
    numero_scelle sello precinto precintos marchamo no_sello numero_precinto`,
  tare_kg: 'tare_kg tare tare_weight empty_weight tare_conteneur tara poids_tare',
  packages: `packages package_count number_of_packages no_of_packages pkgs quantity qty pieces colis nombre_de_colis
    bultos nb_colis nbre_colis nbr_colis quantite cantidad cantidad_bultos cantidad_de_bultos numero_de_bultos
    no_bultos nombre_colis`,
  package_type: `package_type package_type_code pkg_type packaging kind_of_packages type_colis unit type_de_colis emballage
    nature_colis tipo_bulto tipo_de_bulto clase_bulto embalaje tipo_embalaje`,
  marks: `marks shipping_marks marks_and_numbers marques marcas marques_et_numeros marcas_y_numeros marks_numbers
    marcas_numeros`,
  description: `description goods_description description_of_goods cargo_description commodity commodity_description goods
    designation descripcion designation_des_marchandises description_des_marchandises nature_des_marchandises
    marchandises marchandise mercancia mercancias descripcion_mercancia descripcion_de_la_mercancia
    descripcion_de_mercancias cargo`,
  hs_code: `hs_code hs hs_no goods_hs_code hts schedule_b tariff tariff_code code_sh commodity_code position_tarifaire
    code_tarifaire sh codigo_sa codigo_arancelario partida_arancelaria partida arancel hs6 hscode`,
  gross_kg: `gross_kg gross_mass gross_mass_kg gross_weight gross_weight_kg weight weight_kg kgs kg shipping_weight
    poids_brut poids peso_bruto poids_brut_kg poids_kg masse_brute peso_bruto_kg peso peso_kg peso_kgs gross_wt
    gross_wt_kg gw gw_kg weight_kgs gross_weight_kgs`,
  gross_lb: `gross_lb gross_lbs gross_weight_lb gross_weight_lbs weight_lb weight_lbs lbs pounds peso_lb peso_libras
    libras poids_lb livres`,
  volume_m3: `volume_m3 volume cbm measurement volume_in_cubic_meters m3 cubage volumen volumen_m3 metros_cubicos cbm_m3`,
  vin: `vin vin_no vehicle_id chassis chassis_no chassis_number no_chassis numero_chassis numero_de_chassis chasis
    no_chasis numero_chasis numero_de_chasis vehicle_vin`,
  freight_terms: `freight_terms freight pc_indicator prepaid_collect payment_terms fret flete condition_fret prepaye_du
    prepaid_or_collect`,
  declared_value: `declared_value value customs_value valeur valor amount valeur_declaree valor_declarado valor_fob valeur_fob
    valor_cif fob_value cif_value`,
  currency: 'currency value_currency customs_currency devise moneda monnaie divisa devise_valeur',
  location: 'location location_code warehouse terminal entrepot magasin almacen deposito localizacion',
  port_transhipment: `port_transhipment transhipment_port port_of_transhipment port_de_transbordement puerto_de_transbordo
    puerto_transbordo transshipment_port`,
  place_delivery: `place_delivery place_of_delivery delivery final_destination lieu_de_livraison lugar_de_entrega
    destination_finale destino_final`,
  forwarder_name: `forwarder forwarder_name freight_forwarder consolidator nvocc transitaire groupeur consolidador
    agente_de_carga embarcador_consolidador`,
  forwarder_address: 'forwarder_address adresse_transitaire direccion_agente',
  forwarder_id: 'forwarder_id forwarder_code',
  itn_or_exemption: 'itn_or_exemption itn aes_itn exemption exemption_code',
  dangerous_goods_un: `dangerous_goods_un un_no un_number imdg dangerous_goods hazmat no_onu numero_onu numero_un
    matieres_dangereuses mercancia_peligrosa`,
} as const;

export type TableField = keyof typeof TABLE_FIELDS;
/** Column name, folded, to field; null for a column that is known and has no field. */
export type ColumnMap = ReadonlyMap<string, TableField | null>;

export { columnKey };

export const defaultColumns: ColumnMap = new Map(
  (Object.entries(TABLE_FIELDS) as [TableField, string][]).flatMap(([field, names]) =>
    [field, ...names.split(/\s+/)].map((name) => [name, field] as const),
  ),
);
