const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words between names: present on one paper and absent on the next. Never evidence, hardly a difference. */
export const PARTICLES = words(
  'al el ad ar as ash at az ul ur bin ben ibn bint ould uld weld de del della di da do dos das du des la le les los las lo ' +
    'van von der den ter ten zu zur y e i of the and a et ak an nan en ti na fnu',
);

/** Forms of address, ranks and civil status, as written before or after a person's name. */
export const HONORIFICS = words(
  'dr mr mrs ms sir dame prof professor gen general col colonel maj major capt captain lt lieutenant sgt sergeant cmdr ' +
    'commander adm admiral pres president prasident presidente senator senateur minister ministre deputy depute hon judge ' +
    'sheikh shaikh sheik shaykh mullah mulla mawlawi maulavi maulana qari haji hajji hadji imam ayatollah ' +
    'rev reverend pasteur maitre m mme mlle monsieur madame ing lic abogado sr sra srta ' +
    'herr frau signor signora gospodin tovarish jr junior fils vve veuve epouse ep epse nee ne ved phd md esq ' +
    'commandant mademoiselle msgr mgr',
);

/** Abbreviations that stand before a ship's name. */
export const SHIP_PREFIXES = words('mv mt ms ss mn rv fv sv mts msc');

/** What an armed group may or may not put before its name: base, group, gang. */
export const GROUP_STOPWORDS = words('baz base gwoup group groupe grupo gang gangs bande band zone zon');

/** What introduces another name of the same bearer. */
export const ALIAS_MARKER =
  /\s*[,;(]?\s*(?<![\p{L}\p{N}])(?:alias|alyas|a\.?k\.?a\.?|f\.?k\.?a\.?|n\.?k\.?a\.?|also known as|formerly known as|known as|better known as|dit|dite|konnen kòm|connu sous le nom de|surnomm[ée]e?|conocido como|alias de)(?![\p{L}\p{N}])\s*[:]?\s*/iu;
