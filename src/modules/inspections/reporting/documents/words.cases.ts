import type { Classification } from '../../../records';
import type { BreakCode, CustodyEventKind, Disposal } from '../../custody/custody.types';
import type {
  Authority,
  Concealment,
  Cooperation,
  CoordinatePrecision,
  Ground,
  InspectionPartyRole,
  InspectionResult,
  Jurisdiction,
  StatedFactKind,
  TransportMode,
} from '../../inspection.types';
import type { ItemCategory, MarkKind, MarkPlace, MarkState, SerialState } from '../../items/item.types';
import type { MissingCode } from '../report.types';
import type { Language, ReportKind } from '../reporting.types';

/*
 * Every word a document prints of its own, in the three languages, and every code that can stand in it. The types hold the table complete:
 * a code without a word in one of them does not compile. What people wrote is printed as they wrote it.
 */
export type Words = Readonly<Record<Language, string>>;

const w = (en: string, fr: string, es: string): Words => ({ en, fr, es });

export const KIND_WORDS: Readonly<Record<ReportKind, Words>> = {
  INITIAL: w('Initial inspection report', 'Rapport d’inspection initial', 'Informe inicial de inspección'),
  FOLLOW_UP: w(
    'Follow-up inspection report',
    'Rapport d’inspection complémentaire',
    'Informe de inspección complementario',
  ),
};
export const NIL_TITLE = w(
  'Initial inspection report: nil report',
  'Rapport d’inspection initial : état néant',
  'Informe inicial de inspección: sin hallazgos',
);

export const CLASSIFICATION_WORDS: Readonly<Record<Classification, Words>> = {
  UNCLASSIFIED: w('UNCLASSIFIED', 'NON CLASSIFIÉ', 'NO CLASIFICADO'),
  CONFIDENTIAL: w('CONFIDENTIAL', 'CONFIDENTIEL', 'CONFIDENCIAL'),
  STRICTLY_CONFIDENTIAL: w('STRICTLY CONFIDENTIAL', 'STRICTEMENT CONFIDENTIEL', 'ESTRICTAMENTE CONFIDENCIAL'),
};

export const GROUND_WORDS: Readonly<Record<Ground, Words>> = {
  INTELLIGENCE: w('Intelligence', 'Renseignement', 'Inteligencia'),
  RISK_PROFILE: w('Risk profile', 'Profil de risque', 'Perfil de riesgo'),
  XRAY: w('X-ray image', 'Image radioscopique', 'Imagen de rayos X'),
  RANDOM: w('Random check', 'Contrôle aléatoire', 'Control aleatorio'),
  TIP: w('Tip-off', 'Signalement', 'Denuncia'),
  REQUEST_OF_STATE: w('Request of another State', 'Demande d’un autre État', 'Solicitud de otro Estado'),
};

export const RESULT_WORDS: Readonly<Record<InspectionResult, Words>> = {
  NIL: w('Nil: nothing was found', 'Néant : rien n’a été trouvé', 'Negativo: no se encontró nada'),
  FOUND: w('Items were found', 'Des articles ont été trouvés', 'Se encontraron artículos'),
  REFUSED: w('Inspection was refused', 'L’inspection a été refusée', 'La inspección fue denegada'),
};

export const COOPERATION_WORDS: Readonly<Record<Cooperation, Words>> = {
  FULL: w('Given in full', 'Pleinement accordée', 'Prestada plenamente'),
  PARTIAL: w('Given in part', 'Partiellement accordée', 'Prestada parcialmente'),
  NONE: w('Not given', 'Refusée', 'No prestada'),
  UNKNOWN: w('Not known', 'Inconnue', 'Se desconoce'),
};

export const CATEGORY_WORDS: Readonly<Record<ItemCategory, Words>> = {
  FIREARM: w('Firearm', 'Arme à feu', 'Arma de fuego'),
  AMMUNITION: w('Ammunition', 'Munitions', 'Munición'),
  MAGAZINE: w('Magazine', 'Chargeur', 'Cargador'),
  COMPONENT: w('Component', 'Pièce détachée', 'Componente'),
  ACCESSORY: w('Accessory', 'Accessoire', 'Accesorio'),
  EXPLOSIVE: w('Explosive', 'Explosif', 'Explosivo'),
  ARMOUR: w('Body armour', 'Protection balistique', 'Protección balística'),
  CASH: w('Cash', 'Espèces', 'Dinero en efectivo'),
  OTHER: w('Other', 'Autre', 'Otro'),
};

export const SERIAL_STATE_WORDS: Readonly<Record<SerialState, Words>> = {
  AS_MARKED: w('as marked', 'tel que marqué', 'tal como está marcado'),
  PARTIAL: w('partly legible', 'partiellement lisible', 'parcialmente legible'),
  OBLITERATED: w('obliterated', 'oblitéré', 'borrado'),
  RESTORED: w('restored', 'restauré', 'restaurado'),
  NONE: w('no serial number', 'sans numéro de série', 'sin número de serie'),
  NOT_RECORDED: w('not recorded', 'non relevé', 'no registrado'),
};

export const AUTHORITY_WORDS: Readonly<Record<Authority, Words>> = {
  OWN: w('Own authority', 'De sa propre autorité', 'Por autoridad propia'),
  STATE: w('At the request of another State', 'À la demande d’un autre État', 'A solicitud de otro Estado'),
  PANEL: w('At the request of the Panel of Experts', 'À la demande du Groupe d’experts', 'A solicitud del Grupo de Expertos'),
};

export const JURISDICTION_WORDS: Readonly<Record<Jurisdiction, Words>> = {
  OWN_TERRITORY: w('Own territory', 'Territoire national', 'Territorio propio'),
  JOINT: w('Joint inspection', 'Inspection conjointe', 'Inspección conjunta'),
  FOREIGN: w('Foreign jurisdiction', 'Juridiction étrangère', 'Jurisdicción extranjera'),
};

export const PRECISION_WORDS: Readonly<Record<CoordinatePrecision, Words>> = {
  EXACT: w('exact', 'exactes', 'exactas'),
  PLACE: w('of the place', 'du lieu', 'del lugar'),
  PORT: w('of the port', 'du port', 'del puerto'),
  COUNTRY: w('of the country', 'du pays', 'del país'),
};

export const TRANSPORT_WORDS: Readonly<Record<TransportMode, Words>> = {
  SEA: w('Maritime', 'Maritime', 'Marítimo'),
  RAIL: w('Rail', 'Ferroviaire', 'Ferroviario'),
  ROAD: w('Road', 'Routier', 'Por carretera'),
  AIR: w('Air', 'Aérien', 'Aéreo'),
  POST: w('Mail', 'Postal', 'Postal'),
  MULTIMODAL: w('Multimodal', 'Multimodal', 'Multimodal'),
  FIXED: w('Fixed installation', 'Installation fixe', 'Instalación fija'),
  INLAND_WATER: w('Inland water', 'Navigation intérieure', 'Navegación interior'),
};

export const CONCEALMENT_WORDS: Readonly<Record<Concealment, Words>> = {
  NOT_CONCEALED: w('Not concealed', 'Non dissimulé', 'Sin ocultar'),
  MISDECLARED: w('Misdeclared', 'Fausse déclaration', 'Declaración falsa'),
  AMONG_DECLARED_GOODS: w('Among declared goods', 'Parmi les marchandises déclarées', 'Entre la mercancía declarada'),
  AMONG_PERSONAL_EFFECTS: w('Among personal effects', 'Parmi des effets personnels', 'Entre efectos personales'),
  AMONG_FOOD: w('Among food', 'Parmi des denrées alimentaires', 'Entre alimentos'),
  AMONG_CLOTHING: w('Among clothing', 'Parmi des vêtements', 'Entre ropa'),
  IN_VEHICLE: w('In a vehicle', 'Dans un véhicule', 'En un vehículo'),
  IN_MACHINERY: w('In machinery', 'Dans une machine', 'En maquinaria'),
  IN_ELECTRONICS: w('In electronic equipment', 'Dans du matériel électronique', 'En equipo electrónico'),
  IN_FURNITURE: w('In furniture', 'Dans des meubles', 'En muebles'),
  IN_DRUM_OR_BARREL: w('In a drum or barrel', 'Dans un fût ou un tonneau', 'En un bidón o barril'),
  IN_CONTAINER_STRUCTURE: w('In the structure of the container', 'Dans la structure du conteneur', 'En la estructura del contenedor'),
  IN_VESSEL_STRUCTURE: w('In the structure of the vessel', 'Dans la structure du navire', 'En la estructura del buque'),
  ON_PERSON: w('On a person', 'Sur une personne', 'En una persona'),
  OTHER: w('Other', 'Autre', 'Otro'),
};

export const PARTY_WORDS: Readonly<Record<InspectionPartyRole, Words>> = {
  SHIPPER: w('Shipper', 'Chargeur (expéditeur)', 'Embarcador'),
  CONSIGNEE: w('Consignee', 'Destinataire', 'Consignatario'),
  NOTIFY: w('Notify party', 'Partie à notifier', 'Parte que debe notificarse'),
  BROKER: w('Customs broker', 'Commissionnaire en douane', 'Agente de aduanas'),
  FORWARDER: w('Freight forwarder', 'Transitaire', 'Transitario'),
  CARRIER: w('Carrier', 'Transporteur', 'Transportista'),
  PURCHASER: w('Purchaser', 'Acheteur', 'Comprador'),
  OWNER: w('Owner', 'Propriétaire', 'Propietario'),
  END_USER: w('Intended end user', 'Utilisateur final prévu', 'Usuario final previsto'),
  DRIVER: w('Driver', 'Conducteur', 'Conductor'),
  ARRESTED: w('Arrested', 'Arrêté', 'Detenido'),
  SOUGHT: w('Sought', 'Recherché', 'Buscado'),
  OTHER: w('Other', 'Autre', 'Otro'),
};

export const STATED_FACT_WORDS: Readonly<Record<StatedFactKind, Words>> = {
  DATE: w('Date', 'Date', 'Fecha'),
  PLACE: w('Place', 'Lieu', 'Lugar'),
  ROUTE: w('Route', 'Itinéraire', 'Ruta'),
  VESSEL: w('Vessel', 'Navire', 'Buque'),
  CONTAINER: w('Container', 'Conteneur', 'Contenedor'),
  GOODS: w('Goods', 'Marchandises', 'Mercancías'),
  PARTY: w('Party', 'Partie', 'Parte'),
  RESULT: w('Result', 'Résultat', 'Resultado'),
  OTHER: w('Other', 'Autre', 'Otro'),
};

export const MARK_KIND_WORDS: Readonly<Record<MarkKind, Words>> = {
  SERIAL: w('serial number', 'numéro de série', 'número de serie'),
  IMPORT_MARK: w('import mark', 'marque d’importation', 'marca de importación'),
  PROOF_MARK: w('proof mark', 'poinçon d’épreuve', 'punzón de prueba'),
  MODEL_MARK: w('model mark', 'marque de modèle', 'marca de modelo'),
  OTHER: w('other mark', 'autre marque', 'otra marca'),
};

export const MARK_PLACE_WORDS: Readonly<Record<MarkPlace, Words>> = {
  FRAME: w('frame', 'carcasse', 'armazón'),
  RECEIVER: w('receiver', 'boîte de culasse', 'cajón de mecanismos'),
  SLIDE: w('slide', 'glissière', 'corredera'),
  BARREL: w('barrel', 'canon', 'cañón'),
  BOLT: w('bolt', 'culasse', 'cerrojo'),
  CYLINDER: w('cylinder', 'barillet', 'tambor'),
  MAGAZINE: w('magazine', 'chargeur', 'cargador'),
  OTHER: w('other part', 'autre partie', 'otra parte'),
};

export const MARK_STATE_WORDS: Readonly<Record<MarkState, Words>> = {
  AS_MARKED: w('as marked', 'tel que marqué', 'tal como está marcado'),
  PARTIAL: w('partly legible', 'partiellement lisible', 'parcialmente legible'),
  OBLITERATED: w('obliterated', 'oblitéré', 'borrado'),
  RESTORED: w('restored', 'restauré', 'restaurado'),
  NONE: w('none', 'aucun', 'ninguno'),
};

export const CUSTODY_WORDS: Readonly<Record<CustodyEventKind, Words>> = {
  SEIZED: w('Seized', 'Saisie', 'Incautado'),
  HANDED_OVER: w('Handed over', 'Remise', 'Entregado'),
  STORED: w('Stored', 'Mise en dépôt', 'Almacenado'),
  EXAMINED: w('Examined', 'Examen', 'Examinado'),
  DISPOSED: w('Disposed of', 'Sort définitif', 'Destino final'),
};

export const DISPOSAL_WORDS: Readonly<Record<Disposal, Words>> = {
  RETAINED: w('retained', 'conservé', 'conservado'),
  DESTROYED: w('destroyed', 'détruit', 'destruido'),
  RETURNED: w('returned', 'restitué', 'devuelto'),
  TRANSFERRED: w('transferred', 'transféré', 'transferido'),
};

export const BREAK_WORDS: Readonly<Record<BreakCode, Words>> = {
  NO_SEIZURE: w('no seizure recorded', 'aucune saisie enregistrée', 'sin incautación registrada'),
  BEFORE_SEIZURE: w('event before the seizure', 'fait antérieur à la saisie', 'hecho anterior a la incautación'),
  SEIZED_TWICE: w('seized twice', 'saisi deux fois', 'incautado dos veces'),
  OTHER_HOLDER: w('another holder', 'autre détenteur', 'otro tenedor'),
  OTHER_SEAL: w('another seal', 'autre scellé', 'otro precinto'),
  SEAL_NOT_CHECKED: w('seal not checked', 'scellé non vérifié', 'precinto no comprobado'),
  NOT_SIGNED: w('not signed', 'non signé', 'sin firma'),
  PROOF_MISSING: w('proof missing', 'justificatif manquant', 'falta el justificante'),
  PROOF_NOT_ATTACHED: w('proof not attached', 'justificatif non joint', 'justificante no adjunto'),
  AFTER_DISPOSAL: w('event after disposal', 'fait postérieur au sort définitif', 'hecho posterior al destino final'),
};

export const MISSING_WORDS: Readonly<Record<MissingCode, Words>> = {
  GROUNDS_MISSING: w('Grounds for the inspection', 'Motifs de l’inspection', 'Motivos de la inspección'),
  TIME_MISSING: w('Time of the examination', 'Heure de l’examen', 'Hora del examen'),
  PLACE_MISSING: w('Place of the examination', 'Lieu de l’examen', 'Lugar del examen'),
  RESULT_MISSING: w('Result', 'Résultat', 'Resultado'),
  COOPERATION_MISSING: w('Whether cooperation was given', 'Coopération accordée ou non', 'Si se prestó cooperación'),
  ITEMS_MISSING: w('List of the items', 'Liste des articles', 'Lista de los artículos'),
  ITEM_DETAILS_MISSING: w('Description of each item', 'Description de chaque article', 'Descripción de cada artículo'),
  SEIZURE_MISSING: w('Details of the seizure', 'Détails de la saisie', 'Detalles de la incautación'),
  DISPOSAL_MISSING: w('Disposal of the items', 'Sort réservé aux articles', 'Destino final de los artículos'),
  ORIGIN_MISSING: w('Origin of the items', 'Origine des articles', 'Origen de los artículos'),
  DESTINATION_MISSING: w('Intended destination', 'Destination prévue', 'Destino previsto'),
};

export const LABELS = {
  subtitle: w(
    'Inspection of cargo bound for Haiti (resolution 2692 (2023), para. 7)',
    'Inspection de cargaisons à destination d’Haïti (résolution 2692 (2023), par. 7)',
    'Inspección de la carga con destino a Haití (resolución 2692 (2023), párr. 7)',
  ),
  report: w('Report', 'Rapport', 'Informe'),
  number: w('Report number', 'Numéro du rapport', 'Número del informe'),
  issuedBy: w('Issued by', 'Établi par', 'Emitido por'),
  issuedAt: w('Issued on', 'Établi le', 'Emitido el'),
  recipients: w('Addressed to', 'Adressé à', 'Dirigido a'),
  supersedes: w('Takes the place of', 'Remplace', 'Sustituye a'),
  due: w('Due', 'Échéance', 'Plazo'),
  /** Wherever a day is shown: no resolution sets it. */
  duePolicy: w(
    'project policy, not law: resolution 2692 (2023) sets no deadline',
    'règle interne du projet et non obligation juridique : la résolution 2692 (2023) ne fixe aucun délai',
    'norma interna del proyecto, no obligación jurídica: la resolución 2692 (2023) no fija plazo alguno',
  ),
  note: w('Note', 'Note', 'Nota'),
  grounds: w('Grounds', 'Motifs', 'Motivos'),
  ground: w('Ground', 'Motif', 'Motivo'),
  groundStatement: w('Statement of grounds', 'Exposé des motifs', 'Exposición de motivos'),
  legalBasis: w('Domestic legal basis', 'Base juridique interne', 'Base jurídica interna'),
  necessity: w('Why it was necessary', 'Nécessité', 'Necesidad'),
  inspection: w('Inspection', 'Inspection', 'Inspección'),
  reference: w('Reference', 'Référence', 'Referencia'),
  examinedAt: w('Examined', 'Examinée le', 'Examinada el'),
  place: w('Place', 'Lieu', 'Lugar'),
  locode: w('UN/LOCODE', 'LOCODE/ONU', 'UN/LOCODE'),
  country: w('Country', 'Pays', 'País'),
  agenciesPresent: w('Authorities present', 'Autorités présentes', 'Autoridades presentes'),
  cooperation: w('Cooperation', 'Coopération', 'Cooperación'),
  cargo: w('Cargo and transport', 'Cargaison et transport', 'Carga y transporte'),
  transportMode: w('Mode of transport', 'Mode de transport', 'Modo de transporte'),
  container: w('Container', 'Conteneur', 'Contenedor'),
  billOfLading: w('Bill of lading', 'Connaissement', 'Conocimiento de embarque'),
  vessel: w('Vessel', 'Navire', 'Buque'),
  imo: w('IMO number', 'Numéro OMI', 'Número OMI'),
  authority: w('Authority', 'Autorité', 'Autoridad'),
  requestedBy: w('Requested by', 'Demandée par', 'Solicitada por'),
  jurisdiction: w('Jurisdiction', 'Juridiction', 'Jurisdicción'),
  jurisdictionStatement: w('Statement on jurisdiction', 'Précisions sur la juridiction', 'Precisiones sobre la jurisdicción'),
  contentVersion: w('Version of the closed record', 'Version du dossier clos', 'Versión del expediente cerrado'),
  terminal: w('Terminal', 'Terminal', 'Terminal'),
  coordinates: w('Coordinates', 'Coordonnées', 'Coordenadas'),
  examinedOn: w('Examined on', 'Date de l’examen', 'Fecha del examen'),
  examinedUntil: w('Until', 'Jusqu’au', 'Hasta'),
  voyage: w('Voyage', 'Voyage', 'Viaje'),
  vesselFlag: w('Flag', 'Pavillon', 'Pabellón'),
  vehiclePlate: w('Registration plate', 'Plaque d’immatriculation', 'Matrícula del vehículo'),
  aircraftRegistration: w('Aircraft registration', 'Immatriculation de l’aéronef', 'Matrícula de la aeronave'),
  portOfLoading: w('Port of loading', 'Port de chargement', 'Puerto de carga'),
  portOfDischarge: w('Port of discharge', 'Port de déchargement', 'Puerto de descarga'),
  declaredGoods: w('Declared goods', 'Marchandises déclarées', 'Mercancía declarada'),
  declaredMass: w('Declared mass', 'Masse déclarée', 'Masa declarada'),
  measuredMass: w('Measured mass', 'Masse mesurée', 'Masa medida'),
  sealsDeclared: w('Seals declared', 'Scellés déclarés', 'Precintos declarados'),
  sealsFound: w('Seals found', 'Scellés constatés', 'Precintos encontrados'),
  parties: w('Parties', 'Parties concernées', 'Partes'),
  role: w('Role', 'Rôle', 'Función'),
  name: w('Name', 'Nom', 'Nombre'),
  statedFacts: w('What sources say', 'Ce que disent les sources', 'Lo que dicen las fuentes'),
  followUps: w('Follow-up action', 'Suites données', 'Medidas de seguimiento'),
  followUpAction: w('Measure', 'Mesure', 'Medida'),
  responsible: w('Responsible', 'Responsable', 'Responsable'),
  followUpDue: w('Planned for', 'Prévue pour le', 'Prevista para el'),
  doneOn: w('Done on', 'Exécutée le', 'Realizada el'),
  custody: w('Chain of custody', 'Chaîne de possession', 'Cadena de custodia'),
  exhibit: w('Exhibit', 'Pièce à conviction', 'Pieza de convicción'),
  event: w('Event', 'Fait', 'Hecho'),
  time: w('Time', 'Date et heure', 'Fecha y hora'),
  holders: w('From / to', 'De / à', 'De / a'),
  seals: w('Seals', 'Scellés', 'Precintos'),
  sealFound: w('found', 'constaté', 'encontrado'),
  sealSet: w('set', 'apposé', 'colocado'),
  courtFile: w('Court file', 'Dossier judiciaire', 'Expediente judicial'),
  chainHolds: w('The chain of custody is unbroken.', 'La chaîne de possession est ininterrompue.', 'La cadena de custodia es ininterrumpida.'),
  chainBroken: w('The chain of custody is broken', 'La chaîne de possession est rompue', 'La cadena de custodia está rota'),
  yearOfManufacture: w('Year of manufacture', 'Année de fabrication', 'Año de fabricación'),
  importerMark: w('Importer mark', 'Marque de l’importateur', 'Marca del importador'),
  importCountry: w('Country of import', 'Pays d’importation', 'País de importación'),
  importYear: w('Year of import', 'Année d’importation', 'Año de importación'),
  privatelyMade: w('Privately made', 'Fabrication artisanale', 'Fabricación privada'),
  assembled: w('Assembled', 'Assemblée', 'Ensamblada'),
  marks: w('Marks', 'Marques relevées', 'Marcas observadas'),
  brand: w('Brand', 'Marque commerciale', 'Marca comercial'),
  packaging: w('Packaging', 'Emballage', 'Embalaje'),
  amount: w('Amount', 'Montant', 'Importe'),
  counterfeit: w('Counterfeit', 'Contrefaçon', 'Falsificación'),
  yes: w('yes', 'oui', 'sí'),
  no: w('no', 'non', 'no'),
  concealment: w('Concealment', 'Dissimulation', 'Ocultación'),
  results: w('Results', 'Résultats', 'Resultados'),
  result: w('Result', 'Résultat', 'Resultado'),
  narrative: w('Narrative', 'Exposé des faits', 'Relato de los hechos'),
  followUp: w(
    'Seizure, disposal and transfer',
    'Saisie, sort des articles et transfert',
    'Incautación, destino final y transferencia',
  ),
  seizure: w('Seizure', 'Saisie', 'Incautación'),
  disposal: w('Disposal', 'Sort réservé aux articles', 'Destino final'),
  origin: w('Origin', 'Origine', 'Origen'),
  intendedDestination: w('Intended destination', 'Destination prévue', 'Destino previsto'),
  omissions: w(
    'What this report does not state',
    'Ce que le présent rapport n’indique pas',
    'Lo que este informe no indica',
  ),
  omitted: w('Not stated', 'Non indiqué', 'No indicado'),
  reason: w('Reason', 'Raison', 'Razón'),
  items: w('Items found', 'Articles trouvés', 'Artículos encontrados'),
  row: w('No.', 'N°', 'N.º'),
  category: w('Category', 'Catégorie', 'Categoría'),
  quantity: w('Quantity', 'Quantité', 'Cantidad'),
  description: w('Description', 'Description', 'Descripción'),
  typeMakeModel: w('Type, make, model', 'Type, marque, modèle', 'Tipo, marca, modelo'),
  type: w('Type', 'Type', 'Tipo'),
  make: w('Make', 'Marque', 'Marca'),
  model: w('Model', 'Modèle', 'Modelo'),
  calibre: w('Calibre', 'Calibre', 'Calibre'),
  action: w('Action', 'Mode de fonctionnement', 'Sistema de disparo'),
  serial: w('Serial number', 'Numéro de série', 'Número de serie'),
  serialState: w('State of the serial number', 'État du numéro de série', 'Estado del número de serie'),
  countryOfManufacture: w('Country of manufacture', 'Pays de fabrication', 'País de fabricación'),
  markings: w('Markings', 'Marquages', 'Marcas'),
  headstamp: w('Headstamp', 'Marquage de culot', 'Marca de culote'),
  lot: w('Lot', 'Lot', 'Lote'),
  remarks: w('Particulars', 'Particularités', 'Pormenores'),
  totals: w('Totals', 'Totaux', 'Totales'),
  listedTotals: w('Totals of the items listed', 'Totaux des articles énumérés', 'Totales de los artículos enumerados'),
  statedTotals: w('Totals stated by sources', 'Totaux déclarés par les sources', 'Totales declarados por las fuentes'),
  stated: w('Stated', 'Déclaré', 'Declarado'),
  listed: w('Listed', 'Énuméré', 'Enumerado'),
  difference: w('Difference', 'Écart', 'Diferencia'),
  source: w('Source', 'Source', 'Fuente'),
  conflict: w(
    'Stated totals and listed items disagree. Both are given as they were reported; neither was altered.',
    'Les totaux déclarés et les articles énumérés ne concordent pas. Les deux figurent tels quels ; aucun n’a été modifié.',
    'Los totales declarados y los artículos enumerados no coinciden. Ambos figuran tal como se comunicaron; ninguno se ha modificado.',
  ),
  allCalibres: w('all calibres', 'tous calibres', 'todos los calibres'),
  verification: w('Verification', 'Vérification', 'Verificación'),
  verificationCode: w('Verification code', 'Code de vérification', 'Código de verificación'),
  verifyAt: w('Verify at', 'À vérifier sur', 'Verificar en'),
  contentHash: w('SHA-256 of the content', 'SHA-256 du contenu', 'SHA-256 del contenido'),
  asWritten: w(
    'Texts are printed in the language in which they were written.',
    'Les textes sont reproduits dans la langue dans laquelle ils ont été rédigés.',
    'Los textos se reproducen en el idioma en que fueron redactados.',
  ),
  undrawable: w(
    'Characters that the typeface of this document lacks are shown as a Latin transcription with their Unicode numbers, in angle brackets. The spreadsheet (XLSX) has them as they were written.',
    'Les caractères absents de la police de ce document sont remplacés, entre chevrons, par une transcription latine et leurs numéros Unicode. Le tableur (XLSX) les reproduit tels quels.',
    'Los caracteres que faltan en la tipografía de este documento se sustituyen, entre corchetes angulares, por una transcripción latina y sus números Unicode. La hoja de cálculo (XLSX) los reproduce tal como se escribieron.',
  ),
  page: w('Page', 'Page', 'Página'),
  of: w('of', 'sur', 'de'),
  field: w('Field', 'Champ', 'Campo'),
  value: w('Value', 'Valeur', 'Valor'),
  timeZone: w('Time zone', 'Fuseau horaire', 'Zona horaria'),
} as const satisfies Readonly<Record<string, Words>>;

export type Label = keyof typeof LABELS;
