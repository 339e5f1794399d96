/**
 * What each system asks for, and a draft of it from an item. Sources: ATF F 3312.1 items 5a to 5i (* required; the importer where the weapon
 * was not made in the United States); INTERPOL IFRT: serial, make, model, calibre, country of origin or importer; MOSAIC 05.31 and ITI paras 7
 * and 8 (make, model, calibre, serial, country of manufacture or of the most recent import) for national systems. The form of CCGIU is not
 * public: MOSAIC stands in for it.
 */
import type {
  FieldAsked,
  Recovery,
  RequestField,
  RequestFields,
  TracedFirearm,
  TraceDraft,
  TraceSystem,
  UntraceableReason,
} from './trace.types';

const asked = (field: RequestField, required = false, formItem: string | null = null): FieldAsked => ({
  field,
  required,
  formItem,
});
const RECOVERY = [asked('recoveredOn'), asked('recoveryPlace'), asked('recoveryCountry')];
const ESSENTIAL: readonly FieldAsked[] = [
  asked('serial', true),
  asked('markPlace'),
  asked('obliteration'),
  asked('make', true),
  asked('model', true),
  asked('calibre', true),
  asked('type'),
  asked('countryOfManufacture'),
  asked('importCountry'),
  asked('importerMark'),
  asked('importYear'),
  asked('yearOfManufacture'),
  asked('otherMarks'),
  ...RECOVERY,
];

export const FORMS: Readonly<Record<TraceSystem, readonly FieldAsked[]>> = {
  ETRACE: [
    asked('serial', true, '5a'),
    asked('markPlace', false, '5a'),
    asked('obliteration', false, '5b'),
    asked('make', true, '5c'),
    asked('type', true, '5d'),
    asked('calibre', true, '5e'),
    asked('model', true, '5f'),
    asked('countryOfManufacture', true, '5g'),
    asked('importerMark', false, '5h'),
    asked('otherMarks', false, '5i'),
    asked('recoveredOn', true, 'II'),
    asked('recoveryPlace', false, 'II'),
    asked('recoveryCountry', true, 'II'),
    asked('projectCode', false, 'VIII'),
  ],
  IARMS: ESSENTIAL,
  CCGIU: ESSENTIAL,
  NATIONAL: ESSENTIAL,
};

/** Either of these is enough. */
const ONE_OF: Readonly<Record<TraceSystem, readonly RequestField[]>> = {
  ETRACE: [],
  IARMS: ['countryOfManufacture', 'importerMark'],
  CCGIU: ['countryOfManufacture', 'importCountry'],
  NATIONAL: ['countryOfManufacture', 'importCountry'],
};

const LEGIBLE = new Set(['AS_MARKED', 'RESTORED', 'PARTIAL']);

/** The number of frame or receiver first: it is the primary reference (MOSAIC 05.31, NCIC). */
function serialOf(item: TracedFirearm): { text: string | null; place: string | null; state: string | null } {
  const legible = (item.marks ?? []).filter(({ kind, state, text }) => kind === 'SERIAL' && LEGIBLE.has(state) && text);
  const best =
    legible.find(({ place }) => place === 'FRAME' || place === 'RECEIVER') ?? (item.serial ? undefined : legible[0]);
  return best
    ? { text: best.text ?? null, place: best.place, state: best.state }
    : { text: item.serial ?? null, place: null, state: item.serialState ?? null };
}

/** Values of an item, as a form takes them; what is not known is absent. */
export function fieldsOf(item: TracedFirearm, recovery: Recovery): RequestFields {
  const serial = serialOf(item);
  const others = (item.marks ?? [])
    .filter(({ text }) => text && text !== serial.text)
    .map(({ kind, place, text }) => `${kind} ${place}: ${text}`);
  const values: Record<RequestField, string | number | null | undefined> = {
    serial: serial.text,
    markPlace: serial.place,
    obliteration: serial.state,
    make: item.make,
    type: item.type,
    calibre: item.calibre,
    model: item.model,
    countryOfManufacture: item.countryOfManufacture,
    importerMark: item.importerMark,
    importCountry: item.importCountry,
    importYear: item.importYear,
    yearOfManufacture: item.yearOfManufacture,
    otherMarks: [...others, item.markings].filter(Boolean).join('; '),
    recoveredOn: recovery.on,
    recoveryPlace: recovery.place,
    recoveryCountry: recovery.country,
    projectCode: null,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([field, value]) => (value ? [[field, String(value)]] : [])),
  );
}

export function draftOf(
  item: TracedFirearm,
  recovery: Recovery,
  system: TraceSystem,
  said: RequestFields = {},
): TraceDraft {
  const fields = { ...fieldsOf(item, recovery), ...said };
  return { fields, missing: missingFor(system, fields), doubts: doubtsOf(item, fields) };
}

export function missingFor(system: TraceSystem, fields: RequestFields): RequestField[] {
  const required = FORMS[system].filter((one) => one.required && !fields[one.field]).map(({ field }) => field);
  const choice = ONE_OF[system];
  const importer =
    system === 'ETRACE' && fields.countryOfManufacture && fields.countryOfManufacture !== 'US' && !fields.importerMark;
  return [
    ...required,
    ...(importer ? (['importerMark'] as const) : []),
    ...(choice.length > 0 && choice.every((field) => !fields[field]) ? choice : []),
  ];
}

const FIRST_TRACED_YEAR = 1946;

/** Why a trace of it may lead nowhere. */
export function doubtsOf(item: TracedFirearm, fields: RequestFields): UntraceableReason[] {
  const state = fields.obliteration;
  const year = Number(fields.yearOfManufacture ?? Number.NaN);
  const tests: [boolean, UntraceableReason][] = [
    [state === 'OBLITERATED', 'OBLITERATED'],
    [!fields.serial && state !== 'OBLITERATED', 'NO_SERIAL'],
    [state === 'PARTIAL' || /[?*[\]~]/.test(fields.serial ?? ''), 'INCOMPLETE'],
    [item.privatelyMade === true, 'PRIVATELY_MADE'],
    [year < FIRST_TRACED_YEAR, 'MADE_BEFORE_1946'],
  ];
  return tests.filter(([holds]) => holds).map(([, reason]) => reason);
}
