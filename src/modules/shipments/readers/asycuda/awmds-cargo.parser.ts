/** Containers, vehicles and goods of one bill of lading, AWMDS. */
import { parseContainer } from '../../../identifiers/container.rules';
import { hsCodesInText, hsDigits } from '../hs-codes.rules';
import type { HsCodeMention, ManifestContainer, ManifestGoods, ManifestVehicle } from '../manifest.types';
import type { SegmentReader } from './segment-reader.parser';

/** What ISO 6346 has against a container number; nothing is refused for it. */
export function containerDoubt(
  reference: string,
): { readonly code: 'CHECK_DIGIT' | 'CONTAINER_FORM'; readonly message: string } | undefined {
  const parsed = parseContainer(reference);
  const flag = parsed.valid ? undefined : parsed.flags[0];
  if (!flag) return undefined;
  const hint = flag.alternatives?.length ? `; perhaps ${flag.alternatives.join(' or ')}` : '';
  const code = flag.code === 'CHECK_DIGIT_MISMATCH' ? 'CHECK_DIGIT' : 'CONTAINER_FORM';
  return { code, message: `container ${reference.slice(0, 40)}: ${flag.detail}${hint}` };
}

export function checkContainer(segment: SegmentReader, reference: string | null, element = 'Ctn_reference'): void {
  if (reference === null) {
    segment.notes.warn('MISSING_ELEMENT', 'a container has no number', segment.line, element);
    return;
  }
  const doubt = containerDoubt(reference);
  if (doubt) segment.notes.warn(doubt.code, doubt.message, segment.line, element);
}

export function readContainer(segment: SegmentReader): ManifestContainer {
  const reference = segment.text('Ctn_reference');
  checkContainer(segment, reference);
  const seals = ['Marks1', 'Marks2', 'Marks3', 'Seal_number'].map((name) => segment.text(name));
  return {
    reference,
    packages: segment.number('Number_of_packages'),
    sizeType: segment.text('Type_of_container'),
    fullEmpty: segment.text('Empty_Full') ?? segment.text('Status'),
    seals: seals.filter((seal) => seal !== null),
    sealingParty: segment.text('Sealing_Party'),
    emptyWeightKg: segment.number('Empty_weight'),
    goodsWeightKg: segment.number('Goods_weight') ?? segment.number('Gross_weight'),
    description: segment.text('Ctn_goods_description'),
    hsCode: segment.text('Ctn_hs_code') ?? segment.text('Commodity_code'),
  };
}

export function readVehicle(segment: SegmentReader): ManifestVehicle {
  return {
    chassisNumber: segment.text('Chassis_number'),
    engineNumber: segment.text('Engine_number'),
    makeCode: segment.text('Make_code'),
    makeName: segment.text('Make_name'),
    manufacturingYear: segment.number('Manufacturing_year'),
    colour: segment.text('Color'),
    condition: segment.text('Condition'),
  };
}

export function declaredCode(segment: SegmentReader, element: string): HsCodeMention[] {
  const text = segment.text(element);
  if (text === null) return [];
  const code = hsDigits(text);
  if (code) return [{ code, source: 'DECLARED', element }];
  segment.doubt(element, 'BAD_NUMBER', `${element} ${JSON.stringify(text.slice(0, 40))} is no HS code`);
  return [];
}

export function readGoods(segment: SegmentReader): ManifestGoods {
  const description = segment.text('Goods_description');
  const shippingMarks = segment.text('Shipping_marks');
  const prose = { Goods_description: description, Shipping_marks: shippingMarks };
  return {
    packages: segment.number('Number_of_packages'),
    packageType: segment.text('Package_type_code'),
    grossMassKg: segment.number('Gross_mass'),
    shippingMarks,
    description,
    volumeM3: segment.number('Volume_in_cubic_meters'),
    hsCodes: [
      ...declaredCode(segment, 'Goods_hs_code'),
      ...segment.all('Commodity_Segment').flatMap((commodity) => declaredCode(commodity, 'HS_Code')),
      ...Object.entries(prose).flatMap(([element, text]) =>
        hsCodesInText(text ?? '').map((code) => ({ code, source: 'FREE_TEXT' as const, element })),
      ),
    ],
  };
}
