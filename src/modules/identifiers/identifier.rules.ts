import { parseAwb } from './awb.rules';
import { parseContainer } from './container.rules';
import { parseBillOfLading, parseDocument, parseVoyage } from './document.rules';
import type { IdentifierKind, ParsedIdentifier } from './identifier.types';
import { parseImo } from './imo.rules';
import { parseName } from './name.rules';
import { parsePhone } from './phone.rules';
import { parseSeal, parseSerial } from './serial.rules';
import { parseVesselName } from './vessel-name.rules';

const PARSERS: Readonly<Record<IdentifierKind, (raw: string) => ParsedIdentifier>> = {
  container: parseContainer,
  serial: parseSerial,
  imo: parseImo,
  vessel_name: parseVesselName,
  bill_of_lading: parseBillOfLading,
  voyage: parseVoyage,
  awb: parseAwb,
  phone: parsePhone,
  name: parseName,
  document: parseDocument,
  seal: parseSeal,
};

export const identifierKinds = Object.keys(PARSERS) as readonly IdentifierKind[];

/** Any text in, one reading out: a doubtful value is kept with its flags, never refused. */
export function parseIdentifier(kind: IdentifierKind, raw: string): ParsedIdentifier {
  return PARSERS[kind](raw);
}
