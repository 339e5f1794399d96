import { canonicalJson } from '../../../kernel/canonical-json';
import type { ContentChange, InspectionContent } from './amendment.types';

/** What differs, field by field and item by item: fields in the order of their names, items by place. */
export function changesBetween(before: InspectionContent, after: InspectionContent): ContentChange[] {
  const items = ({ items: list }: InspectionContent): Map<string, unknown> =>
    new Map(list.map((item) => [`/items/${item.seq}`, item]));
  const fields = ({ fields: named }: InspectionContent): Map<string, unknown> =>
    new Map(Object.entries(named).map(([name, value]) => [`/${name}`, value]));
  return [...differences(fields(before), fields(after)), ...differences(items(before), items(after))];
}

function differences(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): ContentChange[] {
  const pointers = [...new Set([...before.keys(), ...after.keys()])].sort(byNumbers);
  return pointers.flatMap((pointer) => {
    const [was, is] = [before.get(pointer), after.get(pointer)];
    if (was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is)) return [];
    return [{ pointer, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}

const byNumbers = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });
