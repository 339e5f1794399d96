import { isPlaceholderName, nameKey, nameTokens, parseName } from './name.rules';

describe('isPlaceholderName', () => {
  it.each([
    ['TO ORDER'],
    ['To the order of shipper'],
    ['TO ORDER OF SHIPPER'],
    ['TO THE ORDER OF THE SHIPPER.'],
    ['ORDER'],
    ['to order of issuing bank'],
    ['SAME AS CONSIGNEE'],
    ['Same as Consignee.'],
    ['SAME'],
    ['same as above'],
    ["À L'ORDRE DU CHARGEUR"],
    ['A L’ORDRE'],
    ['A LA ORDEN DEL EMBARCADOR'],
    ['MEME QUE LE DESTINATAIRE'],
    ['N/M'],
    ['N/A'],
    ['Null'],
    ['-'],
    [''],
    ['XXX'],
  ])('takes "%s" for nobody', (text) => {
    expect(isPlaceholderName(text)).toBe(true);
    expect(parseName(text)).toMatchObject({ raw: text, normalised: '', valid: false });
  });

  it.each([
    ['TO ORDER OF SOGEBANK'],
    ['TO THE ORDER OF BANQUE POPULAIRE HAITIENNE'],
    ['ORDER EXPRESS SHIPPING'],
    ['SAMEDI JEAN'],
    ['SHIPPER LOUIS ENTERPRISES'],
    ['Evens Saint-Vil'],
    ['李明'],
  ])('takes "%s" for a party', (text) => {
    expect(isPlaceholderName(text)).toBe(false);
  });
});

describe('name keys', () => {
  it.each([
    ['Jean-Baptiste PIERRE', 'PIERRE, Jean Baptiste'],
    ['Guérda Desrosiers', 'DESROSIERS Guerda'],
    ["Vitel'homme Innocent", 'INNOCENT VITEL’HOMME'],
    ['Smith & Sons, Ltd.', 'SONS SMITH LTD'],
  ])('are equal for %s and %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('differ by their numbers: 5 Segond is not 9 Segond', () => {
    expect(nameKey('5 Segond')).not.toBe(nameKey('9 Segond'));
  });

  it('keep the order of the words in the tokens', () => {
    expect(nameTokens('  Zéphirin, Ana ')).toEqual(['ZEPHIRIN', 'ANA']);
    expect(nameTokens('...')).toEqual([]);
  });
});
