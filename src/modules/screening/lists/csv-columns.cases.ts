/** Columns of a list of one's own, with the names met for them in English, French and Spanish; and words for kinds of party. */
import { columnKey } from '../../../platform/files/delimiter.rules';
import type { ListSchema } from './list-entry.types';

const COLUMN_NAMES = {
  name: `full_name primary_name nom nom_complet nombre nombre_completo non denomination denominacion caption entity_name
    nom_de_famille_et_prenom nombre_y_apellido`,
  schema: 'type kind entity_type party_type categorie type_de_partie tipo clase tipo_de_parte nature',
  aliases:
    'alias aka a_k_a also_known_as other_names surnoms autres_noms alias_connus otros_nombres apodos apodo sobrenombre',
  weakAliases: 'weak_aliases weak_alias low_quality_alias alias_faible alias_faibles alias_debil alias_debiles',
  birthDate: `birth_date date_of_birth dob born birthdate date_de_naissance ne_le naissance fecha_de_nacimiento
    fecha_nacimiento nacimiento`,
  country: 'countries nationality nationalities citizenship pays nationalite pais nacionalidad flag pavillon bandera',
  reference:
    'ref reference_number id list_id numero_de_reference no_reference no_de_reference no_de_referencia numero_de_referencia referencia identifiant',
  notes: 'note comments comment remarks remarques remarque commentaires observations notas observaciones comentarios',
} as const;

export type ListColumn = keyof typeof COLUMN_NAMES;

export const LIST_COLUMNS: ReadonlyMap<string, ListColumn> = new Map(
  (Object.entries(COLUMN_NAMES) as [ListColumn, string][]).flatMap(([column, names]) =>
    [columnKey(column), column.toLowerCase(), ...names.split(/\s+/)].map((name) => [name, column] as const),
  ),
);

const SCHEMA_WORDS: Readonly<Record<ListSchema, string>> = {
  Person: 'person individual natural_person personne individu personne_physique persona individuo persona_fisica p',
  Organization: `organization organisation group gang armed_group groupe groupe_arme bande organizacion grupo grupo_armado
    banda entity entite entidad`,
  Company: 'company business firm societe entreprise compagnie empresa sociedad compania',
  PublicBody: 'public_body government ministry organisme_public ministere organismo_publico ministerio',
  LegalEntity: 'legal_entity unknown inconnu desconocido',
  Vessel: 'vessel ship boat navire bateau buque barco nave',
  Airplane: 'airplane aircraft plane avion aeronef aeronave',
  Vehicle: 'vehicle car truck vehicule voiture camion vehiculo',
};

export const SCHEMA_OF_WORD: ReadonlyMap<string, ListSchema> = new Map(
  (Object.entries(SCHEMA_WORDS) as [ListSchema, string][]).flatMap(([schema, words]) =>
    [columnKey(schema), ...words.split(/\s+/)].map((word) => [word, schema] as const),
  ),
);
