import { ASYCUDA_ROLES, FIELD_ORIGINS, ROLE_ELEMENTS } from './field-origins.cases';

/** A stored value and where it came from. */
export interface FieldProvenance {
  /** JSON Pointer (RFC 6901) into the bill. */
  readonly pointer: string;
  readonly value: unknown;
  /** Element, segment or column of the file; null for what came by the API, or whose element is not known. */
  readonly element: string | null;
  /** Corrected since by its owner: the file says otherwise. Null where the reader may not see earlier versions. */
  readonly corrected: boolean | null;
}

interface Bill {
  readonly parties: readonly { readonly role: string }[];
  readonly [field: string]: unknown;
}

/**
 * Every value of a bill that is not empty, with the element of the file it was read from.
 * @param format of the source, as in `source.format`
 * @param correctedFields fields of the bill that were changed after it was read; null: not known to this reader
 */
export function provenanceOf(
  bill: Bill,
  format: string,
  correctedFields: ReadonlySet<string> | null,
): readonly FieldProvenance[] {
  const origins = FIELD_ORIGINS[format] ?? {};
  return valuesOf(bill, '').map(({ pointer, value }) => {
    const pattern = pointer.replace(/\/\d+(?=\/)/, '/*');
    const corrected = correctedFields && correctedFields.has(pointer.split('/')[1]!);
    const role = /^\/parties\/(\d+)\//.exec(pointer)?.[1];
    const element = corrected ? null : (origins[pattern] ?? null);
    return { pointer, value, element: withRole(element, format, bill.parties[Number(role)]?.role), corrected };
  });
}

function withRole(element: string | null, format: string, role: string | undefined): string | null {
  if (element === null || role === undefined) return element;
  return element.replaceAll('{role}', (ROLE_ELEMENTS[format] ?? ASYCUDA_ROLES)[role] ?? role);
}

/** A list of texts is one value; parties and containers are taken apart. */
function valuesOf(value: unknown, pointer: string): readonly { pointer: string; value: unknown }[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    return value.some((one) => typeof one === 'object')
      ? value.flatMap((one, i) => valuesOf(one, `${pointer}/${i}`))
      : [{ pointer, value }];
  }
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, one]) => valuesOf(one, `${pointer}/${name}`));
  return [{ pointer, value }];
}
