/** Is a column map one that can be read by, and what plan does it make? */
import { type ColumnMap, columnKey, type TableField } from '../readers/tables/table-columns.cases';
import type { TablePlan } from '../readers/tables/table-plan.types';
import { PROFILE_PLANS } from '../readers/tables/table-profiles.cases';
import { readTableDate } from '../readers/tables/table-values.rules';
import type { ColumnMapDefinition } from './column-map.types';

export interface MapFault {
  /** JSON pointer (RFC 6901) into the map. */
  readonly pointer: string;
  readonly code: 'HEADER_EMPTY' | 'HEADER_TWICE' | 'FIELD_TWICE' | 'BL_NO_MISSING' | 'CONSTANT_TWICE' | 'NO_DATE';
  readonly message: string;
}

function faultsOfColumns({ columns }: ColumnMapDefinition): MapFault[] {
  const faults: MapFault[] = [];
  const headers = new Map<string, string>();
  const fields = new Map<TableField, string>();
  columns.forEach(({ header, field }, i) => {
    const key = columnKey(header);
    const shown = JSON.stringify(header);
    const add = (part: 'header' | 'field', code: MapFault['code'], message: string): void => {
      faults.push({ pointer: `/columns/${i}/${part}`, code, message });
    };
    const before = headers.get(key);
    if (key === '') add('header', 'HEADER_EMPTY', `${shown} has neither letter nor digit`);
    else if (before !== undefined)
      add('header', 'HEADER_TWICE', `${shown} is the same name as ${JSON.stringify(before)}`);
    headers.set(key, header);
    if (field === null) return;
    const other = fields.get(field);
    if (other !== undefined) {
      add(
        'field',
        'FIELD_TWICE',
        `${shown} and ${JSON.stringify(other)} cannot both be ${field}: a second one needs null`,
      );
    }
    fields.set(field, header);
  });
  return faults;
}

function faultsOfConstants({ constants }: ColumnMapDefinition): MapFault[] {
  const seen = new Set<string>();
  return constants.flatMap(({ field, value }, i): MapFault[] => {
    const pointer = `/constants/${i}`;
    const twice = seen.has(field);
    seen.add(field);
    if (twice) return [{ pointer: `${pointer}/field`, code: 'CONSTANT_TWICE', message: `${field} is given twice` }];
    const isDate = field === 'etd' || field === 'eta';
    if (!isDate || readTableDate(value, 'YMD')?.value === value) return [];
    return [{ pointer: `${pointer}/value`, code: 'NO_DATE', message: `${field} must be a day as yyyy-MM-dd` }];
  });
}

/** Everything that is wrong with a map, so that it can be mended in one go. */
export function faultsOfMap(map: ColumnMapDefinition): readonly MapFault[] {
  const faults = [...faultsOfColumns(map), ...faultsOfConstants(map)];
  if (map.profile === 'NONE' && !map.columns.some(({ field }) => field === 'bl_no')) {
    const message = 'no column is bl_no, the number of the bill of lading, and the profile NONE knows no name for it';
    faults.push({ pointer: '/columns', code: 'BL_NO_MISSING', message });
  }
  return faults;
}

/** A name the map gives a field goes before the names its profile knows for that field, or one field would have two columns. */
function columnsOf({ profile, columns }: ColumnMapDefinition): ColumnMap {
  const named = new Set(columns.map(({ field }) => field));
  const known = profile === 'NONE' ? [] : [...PROFILE_PLANS[profile].columns];
  return new Map<string, TableField | null>([
    ...known.filter(([, field]) => field === null || !named.has(field)),
    ...columns.map(({ header, field }) => [columnKey(header), field] as const),
  ]);
}

export function planOf(map: ColumnMapDefinition): TablePlan {
  const base = map.profile === 'NONE' ? undefined : PROFILE_PLANS[map.profile];
  const own = Object.fromEntries(map.constants.map(({ field, value }) => [field, value]));
  return {
    ...base,
    columns: columnsOf(map),
    constants: { ...base?.constants, ...own },
    ...(map.dateOrder && { dateOrder: map.dateOrder }),
    ...(map.decimalMark && { decimalMark: map.decimalMark }),
  };
}
