import type { GoodsItem } from '../embargo';

/** A heading or subheading of the Harmonized System (HS 2022) under which arms and related materiel are declared. */
export interface ControlledHeading {
  /** 4 or 6 digits; the longest that a declared code begins with counts. */
  readonly hs: string;
  readonly goods: Pick<GoodsItem, 'category' | 'partsOf'>;
  readonly says: string;
}

const of = (hs: string, says: string, category: GoodsItem['category'], partsOf?: GoodsItem['partsOf']) => ({
  hs,
  says,
  goods: { category, ...(partsOf && { partsOf }) },
});
/** Declared there, and still either civil or not: only a look decides. */
const unclear = (hs: string, says: string): ControlledHeading => of(hs, says, 'UNKNOWN');

/**
 * What a declared code says of the embargo's categories, and no more (standards 2.2). A code that covers both sides of a line in the
 * resolutions is UNKNOWN: 9301.10 is a mortar or a howitzer, 9306.90 a hand grenade or a missile, and under 2699 and 2700 only small
 * arms, light weapons and ammunition were covered.
 */
export const CONTROLLED_HEADINGS: readonly ControlledHeading[] = [
  of('9301', 'military weapons', 'SALW'),
  unclear('930110', 'artillery weapons: howitzers, mortars'),
  of('930120', 'rocket and grenade launchers', 'SALW'),
  of('930190', 'other military weapons: rifles, machine guns', 'SALW'),
  of('9302', 'revolvers and pistols', 'SALW'),
  of('9303', 'other firearms', 'SALW'),
  unclear('930310', 'muzzle-loading firearms: antiques possible'),
  of('930320', 'shotguns', 'SALW'),
  of('930330', 'rifles', 'SALW'),
  unclear('930390', 'flare pistols, captive bolt and blank guns'),
  unclear('9304', 'air and gas guns, truncheons'),
  of('9305', 'parts and accessories of arms', 'PARTS'),
  of('930510', 'parts of revolvers and pistols', 'PARTS', 'SALW'),
  of('930520', 'parts of shotguns and rifles', 'PARTS', 'SALW'),
  of('930591', 'parts of military weapons', 'PARTS'),
  unclear('9306', 'ammunition, bombs, grenades, missiles'),
  of('930621', 'shotgun cartridges', 'AMMUNITION'),
  unclear('930629', 'parts of shotgun cartridges, air gun pellets'),
  of('930630', 'cartridges and their parts', 'AMMUNITION'),
  unclear('9307', 'swords, bayonets'),
  unclear('3601', 'propellent powders'),
  unclear('3602', 'prepared explosives'),
  unclear('3603', 'fuses, detonators'),
  unclear('3604', 'signalling flares, fireworks'),
  unclear('650610', 'safety headgear: ballistic helmets possible'),
  unclear('392690', 'articles of plastics: body armour plates possible'),
  unclear('621010', 'garments of felt or nonwovens: body armour possible'),
  unclear('621143', 'garments of man-made fibres: body armour possible'),
  unclear('630790', 'made-up textile articles: body armour possible'),
  of('8710', 'tanks and armoured fighting vehicles', 'MIL_VEHICLE'),
  unclear('8806', 'unmanned aircraft'),
  unclear('900510', 'binoculars: night vision possible'),
  unclear('901310', 'telescopic sights for arms, periscopes'),
  unclear('852560', 'radio transceivers'),
  unclear('852589', 'cameras: night vision possible'),
];
