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
import type { ReportKind } from '../reporting.types';
import { w, type Words } from './words.cases';

/* Every code that can stand in a report, in the three languages: one without a word in one of them does not compile. */
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
  OBLITERATED: w('obliterated', 'effacé', 'borrado'),
  RESTORED: w('restored', 'restauré', 'restaurado'),
  NONE: w('no serial number', 'sans numéro de série', 'sin número de serie'),
  NOT_RECORDED: w('not recorded', 'non relevé', 'no registrado'),
};

export const AUTHORITY_WORDS: Readonly<Record<Authority, Words>> = {
  OWN: w('Own authority', 'De sa propre autorité', 'Por autoridad propia'),
  STATE: w('At the request of another State', 'À la demande d’un autre État', 'A solicitud de otro Estado'),
  PANEL: w(
    'At the request of the Panel of Experts',
    'À la demande du Groupe d’experts',
    'A solicitud del Grupo de Expertos',
  ),
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
  IN_CONTAINER_STRUCTURE: w(
    'In the structure of the container',
    'Dans la structure du conteneur',
    'En la estructura del contenedor',
  ),
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
  OBLITERATED: w('obliterated', 'effacé', 'borrado'),
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
  TAKER_MISSING: w('new holder not named', 'nouveau détenteur non indiqué', 'no se indica el nuevo tenedor'),
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
