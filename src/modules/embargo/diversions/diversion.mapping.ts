import type { Mention } from '../../identifiers';
import type { CorrectDiversionDto } from './dto/diversion-input.dto';
import type { DiversionRow } from './diversion.record';
import type { FindFacts, FoundGoods } from './diversion.types';

type Content = Omit<DiversionRow, 'recordKey' | 'findKey' | 'assessmentId' | 'exemptionKey' | 'verdict' | 'reasons'>;

/** Only what the command names; a null takes away what may be absent. */
export function patchOf({ foundWith, foundOn, goods, knownBy, basis, note }: CorrectDiversionDto): Partial<Content> {
  return {
    ...(foundWith && { foundWithName: foundWith.name ?? null, foundWithClass: foundWith.class }),
    ...(goods && { goods: goods.map(toGoods) }),
    ...(foundOn !== undefined && { foundOn }),
    ...(knownBy !== undefined && { knownBy }),
    ...(basis !== undefined && { basis }),
    ...(note !== undefined && { note }),
  };
}

const toGoods = ({ category, quantity, serials }: FoundGoodsForm): FoundGoods => ({
  category,
  quantity,
  serials: serials ?? [],
});
type FoundGoodsForm = NonNullable<CorrectDiversionDto['goods']>[number];

export const findOf = (
  row: Pick<DiversionRow, 'foundWithName' | 'foundWithClass' | 'foundOn' | 'goods'>,
): FindFacts => ({
  foundWith: { name: row.foundWithName, class: row.foundWithClass as FindFacts['foundWith']['class'] },
  foundOn: row.foundOn,
  goods: row.goods,
});

/** What a diversion can be found and linked by: who holds the goods, and each serial number. */
export function mentionsOf(row: Partial<Pick<DiversionRow, 'foundWithName' | 'goods'>>): Mention[] {
  const serials = (row.goods ?? []).flatMap(({ serials: marks }, at) =>
    marks.map((raw, i) => ({ kind: 'serial' as const, raw, pointer: `/goods/${at}/serials/${i}` })),
  );
  const name = row.foundWithName;
  return name ? [{ kind: 'name' as const, raw: name, pointer: '/foundWith/name' }, ...serials] : serials;
}
