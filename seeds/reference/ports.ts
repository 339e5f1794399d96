export interface Port {
  /** UN/LOCODE: ISO 3166-1 alpha-2 and three characters. */
  readonly locode: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** UN/LOCODE function digits known here (1 sea port, 3 road terminal); not the whole entry. */
  readonly functions: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/**
 * Ports from and through which cargo reaches Haiti, as facts of UN/LOCODE. A code outside this table is kept as written.
 * Port-de-Paix carries only function 3 in UN/LOCODE though ships call there: never filter ports on function 1.
 */
const PORTS = `
HTPAP|Port-au-Prince|1
HTCAP|Cap-Haïtien|1
HTGVS|Gonaïves|1
HTSMC|Saint-Marc|1
HTACA|Les Cayes|1
HTJAK|Jacmel|1
HTJEE|Jérémie|1
HTMIR|Miragoâne|1
HTFLI|Fort-Liberté|1
HTPEG|Petit-Goâve|1
HTCRC|Caracol|1
HTLFF|Lafiteau|1
HTPLH|Port Lafiteau|1
HTPDP|Port-de-Paix|3
DOHAI|Río Haina|1
DOCAU|Caucedo|1
DOSDQ|Santo Domingo|1
DOPOP|Puerto Plata|1
USMIA|Miami|1
USPEF|Port Everglades|1
USFLL|Fort Lauderdale|1
USWPB|West Palm Beach|1
USJAX|Jacksonville|1
USTPA|Tampa|1
USPME|Port Manatee|1
USSAV|Savannah|1
USCHS|Charleston|1
USMSY|New Orleans|1
USHOU|Houston|1
USORF|Norfolk|1
USBAL|Baltimore|1
USPHL|Philadelphia|1
USNYC|New York|1
PRSJU|San Juan|1
JMKIN|Kingston|1
JMMBJ|Montego Bay|1
BSNAS|Nassau|1
BSFPO|Freeport|1
TCPLS|Providenciales|1
TCGDT|Grand Turk|1
CUHAV|La Habana|1
KYGEC|George Town|1
TTPOS|Port of Spain|1
BBBGI|Bridgetown|1
CWWIL|Willemstad|1
PAONX|Colón|1
PABLB|Balboa|1
PAMIT|Manzanillo|1
COCTG|Cartagena|1
COBAQ|Barranquilla|1
COSMR|Santa Marta|1
HNPCR|Puerto Cortés|1
GTSTC|Santo Tomás de Castilla|1
CRMOB|Moín|1
VELAG|La Guaira|1
VEPBL|Puerto Cabello|1
MXVER|Veracruz|1`;

export const ports: readonly Port[] = PORTS.trim()
  .split('\n')
  .map((row) => {
    const [locode = '', name = '', functions = ''] = row.split('|');
    return { locode, name, country: locode.slice(0, 2), functions };
  });
