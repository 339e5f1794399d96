/**
 * Published codes and the spellings of them that national sites use (standards 1.2; UNCTAD ASYCUDA World manifest message; UN/ECE
 * Recommendations 19 and 21; UN/EDIFACT data element 8169). An organisation's own table for an office goes before these.
 */
import type { CodeField, OfficeCode } from './office-code.types';

const nature = (raw: string, code: string, meaning: string, landsHere: boolean | null): OfficeCode => ({
  raw,
  code,
  meaning,
  landsHere,
});
const NATIONAL = 'A national code: only the customs office that uses it can say what it means';

const NATURES: readonly OfficeCode[] = [
  nature('22', 'EXPORT', 'Export', false),
  nature('23', 'IMPORT', 'Import', true),
  nature('24', 'TRANSIT', 'Transit: bound for another place', false),
  nature('26', 'FROB', 'Freight remaining on board: it is not unloaded here', false),
  nature('28', 'TRANSHIPMENT', 'Transhipment: unloaded here and loaded again', true),
  nature('29', 'NATIONAL', NATIONAL, null),
  nature('31', 'NATIONAL', NATIONAL, null),
  nature('32', 'NATIONAL', NATIONAL, null),
];

const MODES = {
  1: ['SEA', 'Sea'],
  2: ['RAIL', 'Rail'],
  3: ['ROAD', 'Road'],
  4: ['AIR', 'Air'],
  5: ['POST', 'Post'],
  6: ['MULTIMODAL', 'Multimodal'],
  7: ['FIXED', 'Fixed installation'],
  8: ['INLAND_WATER', 'Inland water'],
} as const;
/** Two-digit sites write the mode first and its kind after it: 10 sea, 11 sea with containers, 40 air. */
const TRANSPORT_MODES: readonly OfficeCode[] = Object.entries(MODES).flatMap(([digit, [code, meaning]]) => [
  { raw: digit, code, meaning },
  { raw: `0${digit}`, code, meaning },
  ...Array.from({ length: 10 }, (_, second) => ({ raw: `${digit}${second}`, code, meaning })),
]);

const FCL = { code: 'FCL', meaning: 'Full container load' };
const LCL = { code: 'LCL', meaning: 'Less than a container load: several consignments share it' };
const EMPTY = { code: 'EMP', meaning: 'Empty' };
const FULL_EMPTY: readonly OfficeCode[] = [
  ...['FCL', '1/1', '01', 'FS', 'F', '5', '8'].map((raw) => ({ raw, ...FCL })),
  ...['LCL', '02', 'FM', '7'].map((raw) => ({ raw, ...LCL })),
  ...['EMP', 'ETY', 'MT', '0/0', '00', 'E', '4'].map((raw) => ({ raw, ...EMPTY })),
];

/** UN/ECE Recommendation 21: those met on bills to the Caribbean and their neighbours. */
const PACKAGES = `AE Aerosol|AM Ampoule, non-protected|BA Barrel|BB Bobbin|BC Bottlecrate or bottlerack|BE Bundle|BG Bag|BH Bunch
BI Bin|BJ Bucket|BK Basket|BL Bale, compressed|BN Bale, non-compressed|BO Bottle, non-protected, cylindrical|BR Bar|BT Bolt|BX Box
BY Board, in bundle|BZ Bars, in bundle|CA Can, rectangular|CF Coffer|CG Cage|CH Chest|CI Canister|CJ Coffin|CK Cask|CL Coil|CN Container
CO Carboy, non-protected|CR Crate|CS Case|CT Carton|CU Cup|CV Cover|CX Can, cylindrical|CY Cylinder|CZ Canvas|DJ Demijohn, non-protected
DR Drum|EN Envelope|FC Fruit crate|FD Framed crate|FI Firkin|FL Flask|FO Footlocker|FR Frame|FX Bag, flexible container|GB Gas bottle
GI Girder|GZ Girders, in bundle|HG Hogshead|HR Hamper|IN Ingot|IZ Ingots, in bundle|JC Jerrican, rectangular|JG Jug|JR Jar|JT Jutebag
JY Jerrican, cylindrical|KG Keg|LG Log|LT Lot|LV Liftvan|LZ Logs, in bundle|MB Multiply bag|MC Milk crate|MS Multiwall sack|MT Mat
NE Unpacked or unpackaged|NF Unpacked or unpackaged, single unit|NG Unpacked or unpackaged, multiple units|NS Nest|NT Net
PA Packet|PC Parcel|PG Plate|PH Pitcher|PI Pipe|PK Package|PL Pail|PN Plank|PO Pouch|PT Pot|PU Tray|PV Pipes, in bundle|PX Pallet
PY Plates, in bundle|PZ Planks, in bundle|RD Rod|RG Ring|RL Reel|RO Roll|RT Rednet|RZ Rods, in bundle|SA Sack|SB Slab|SC Shallow crate
SD Spindle|SE Sea-chest|SH Sachet|SK Skeleton case|SL Slipsheet|SM Sheetmetal|ST Sheet|SU Suitcase|SW Shrinkwrapped|SX Set
SZ Sheets, in bundle|TB Tub|TC Tea-chest|TK Tank, rectangular|TN Tin|TO Tun|TR Trunk|TS Truss|TU Tube|TY Tank, cylindrical
TZ Tubes, in bundle|UN Unit|VA Vat|VG Bulk, gas|VI Vial|VL Bulk, liquid|VN Vehicle|VO Bulk, solid, large particles|VP Vacuum-packed
VQ Bulk, liquefied gas|VR Bulk, solid, granular particles|VY Bulk, solid, fine particles|WB Wickerbottle`;
const PACKAGE_TYPES: readonly OfficeCode[] = PACKAGES.split(/[|\n]/).map((line) => {
  const [, code = '', meaning = ''] = /^(\w\w) (.+)$/.exec(line) ?? [];
  return { raw: code, code, meaning };
});

export const STANDARD_CODES: Readonly<Record<CodeField, readonly OfficeCode[]>> = {
  NATURE: NATURES,
  TRANSPORT_MODE: TRANSPORT_MODES,
  FULL_EMPTY,
  PACKAGE_TYPE: PACKAGE_TYPES,
};
