/** HS headings (2022) that matter here, from standards.md 2.2. A code is a reason to ask; whether a supply is prohibited is a legal question. */
export interface ControlledHeading {
  /** A code that begins with this falls under it. */
  readonly hs: string;
  readonly text: string;
}

export const CONTROLLED_HEADINGS: readonly ControlledHeading[] = [
  { hs: '9301', text: 'military weapons' },
  { hs: '9302', text: 'revolvers and pistols' },
  { hs: '9303', text: 'sporting and other firearms' },
  { hs: '9304', text: 'other arms (air, gas, spring guns, truncheons)' },
  { hs: '9305', text: 'parts and accessories of arms' },
  { hs: '9306', text: 'ammunition, bombs, grenades and parts' },
  { hs: '9307', text: 'swords, bayonets and similar' },
  { hs: '93', text: 'arms and ammunition (chapter 93)' },
  { hs: '3601', text: 'propellent powders' },
  { hs: '3602', text: 'prepared explosives' },
  { hs: '3603', text: 'fuses, detonating cords, detonators' },
  { hs: '8710', text: 'tanks and armoured fighting vehicles' },
];

export const DUAL_USE_HEADINGS: readonly ControlledHeading[] = [
  { hs: '3604', text: 'fireworks and signalling flares' },
  { hs: '650610', text: 'safety headgear, ballistic helmets among it' },
  { hs: '6210', text: 'garments of felt or nonwovens, some body armour among them' },
  { hs: '8806', text: 'unmanned aircraft' },
  { hs: '901310', text: 'telescopic sights and periscopes' },
  { hs: '900510', text: 'binoculars' },
  { hs: '852589', text: 'cameras, night vision among them' },
  { hs: '852560', text: 'radio transceivers' },
];
