/** Harmonized System codes in prose: "HS CODE: 6309.00, 640299", "CODE SH 020714", "HS-CODE : 30 04 90". Chapters 01 to 97. */

const LABEL =
  /\b(?:H\.?T?\.?S\.?|HARMONI[SZ]ED(?: SYSTEM)?|CODE SH|NCM)[ -]?(?:TARIFF[ -]?)?(?:CODES?|NOS?|NUMBERS?|#)?[ .:#-]{0,5}(?=\d)/gi;
const CODE = /(\d{4}(?:\.?\d{2}){0,3}|\d{2}(?: \d{2}){2,3})(?![\d])[ ]{0,3}([,;/&]?)\s{0,3}/y;

export const hsDigits = (text: string): string | undefined => {
  const digits = text.replace(/[.\s]/g, '');
  return /^(?:0[1-9]|[1-9]\d)\d{2}(?:\d{2}){0,3}$/.test(digits) ? digits : undefined;
};

/** Codes after a label, each once, in the order found; a list goes on only after , ; / or &. */
export function hsCodesInText(text: string): readonly string[] {
  const found = new Set<string>();
  for (const label of text.matchAll(LABEL)) {
    CODE.lastIndex = label.index + label[0].length;
    for (let match = CODE.exec(text); match; match = match[2] ? CODE.exec(text) : null) {
      const code = hsDigits(match[1] ?? '');
      if (code) found.add(code);
    }
  }
  return [...found];
}
