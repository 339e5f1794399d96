/** What the columns of a list of found items may be called. Names are compared without case, accents and punctuation. */
type Kind = 'text' | 'number' | 'yes_no' | 'list';

interface Column {
  readonly field: string;
  readonly kind: Kind;
  readonly names: readonly string[];
}

const column = (field: string, kind: Kind, ...names: readonly string[]): Column => ({ field, kind, names });

export const ITEM_COLUMNS: readonly Column[] = [
  column('category', 'text', 'category', 'categorie', 'categoria'),
  column('quantity', 'number', 'quantity', 'qty', 'quantite', 'cantidad', 'count', 'nombre'),
  column('type', 'text', 'type', 'tipo', 'weapon_type', 'type_d_arme'),
  column('make', 'text', 'make', 'manufacturer', 'marque', 'fabricant', 'marca', 'fabricante'),
  column('model', 'text', 'model', 'modele', 'modelo'),
  column('calibre', 'text', 'calibre', 'caliber'),
  column('action', 'text', 'action', 'accion'),
  column('serial', 'text', 'serial', 'serial_number', 'serial_no', 'numero_de_serie', 'no_serie', 'no_de_serie'),
  column('serialState', 'text', 'serial_state', 'serialstate'),
  column(
    'countryOfManufacture',
    'text',
    'country_of_manufacture',
    'countryofmanufacture',
    'pays_de_fabrication',
    'pais_de_fabricacion',
  ),
  column('importerMark', 'text', 'importer_mark', 'importermark', 'importer'),
  column('importCountry', 'text', 'import_country', 'importcountry'),
  column('importYear', 'number', 'import_year', 'importyear'),
  column('yearOfManufacture', 'number', 'year_of_manufacture', 'yearofmanufacture', 'annee', 'ano'),
  column('privatelyMade', 'yes_no', 'privately_made', 'privatelymade'),
  column('assembled', 'yes_no', 'assembled'),
  column('markings', 'text', 'markings', 'marquages', 'marcas'),
  column('headstamp', 'text', 'headstamp', 'culot'),
  column('lot', 'text', 'lot', 'lot_number', 'lote'),
  column('brand', 'text', 'brand'),
  column('packaging', 'text', 'packaging', 'emballage', 'embalaje'),
  column('amount', 'text', 'amount', 'montant', 'monto'),
  column('currency', 'text', 'currency', 'devise', 'moneda'),
  column('counterfeit', 'yes_no', 'counterfeit', 'faux', 'falso'),
  column('concealmentCode', 'text', 'concealment_code', 'concealmentcode'),
  column('description', 'text', 'description', 'descripcion', 'remarks', 'remarques'),
  column('photoSha256', 'list', 'photo_sha256', 'photosha256', 'photos'),
];

export const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'oui', 'si', 'wi', 'x']);
export const NO: ReadonlySet<string> = new Set(['no', 'n', 'false', '0', 'non']);
