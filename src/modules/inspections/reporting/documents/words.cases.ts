import type { Classification } from '../../../records';
import type { Cooperation, Ground, InspectionResult, ItemCategory, SerialState } from '../../inspection.types';
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
