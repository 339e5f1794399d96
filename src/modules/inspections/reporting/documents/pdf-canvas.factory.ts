import anyAscii from 'any-ascii';
import { asFontTakesIt, isParagraphRightToLeft, type Run, visualRuns } from './bidi.rules';
import { drawable } from './drawable.rules';

const FONTS = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  mono: 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
} as const;

/** A4 and its margins in points. The foot holds the code. */
export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 48, top: 66, bottom: 96 } as const;

export interface Style {
  readonly font: keyof typeof FONTS;
  /** Points. */
  readonly size: number;
  readonly color?: string;
}

/** One line of text as it is drawn, its width in points. */
export interface Line {
  readonly runs: readonly Run[];
  readonly isRightToLeft: boolean;
  readonly width: number;
}

export const LINE_HEIGHT = 1.32;
const MEASURED_AT = 1000;
const MOST_WIDTHS = 50_000;
const GRAPHEMES = new Intl.Segmenter('en');

type FontWithGlyphs = { readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } } };

/**
 * Text on pages. The standard fonts of PDF garble what is not Latin, so DejaVu is embedded; pdfkit's own wrapping and its word-by-word
 * layout put right-to-left words in the wrong order, so lines are broken and ordered here.
 */
export class PdfCanvas {
  readonly document: PDFKit.PDFDocument;
  /** True once something was shown by its number, for the remark that explains it. */
  hasSpelledOut = false;
  private readonly widths = new Map<string, number>();

  constructor(options: PDFKit.PDFDocumentOptions) {
    // No first font: registered under a second name as well, one would be read from its file again at each use.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- some 13 MB, for those who draw a document
    const PDFDocument = require('pdfkit') as typeof import('pdfkit');
    this.document = new PDFDocument({ ...options, font: null as unknown as string });
    for (const [name, file] of Object.entries(FONTS)) this.document.registerFont(name, require.resolve(file));
  }

  /** Breaks a text into lines no wider than `width` points. A word that is wider by itself is broken where it must be. */
  lines(text: string, style: Style, width: number): Line[] {
    this.document.font(style.font).fontSize(style.size);
    const { font } = (this.document as unknown as FontWithGlyphs)._font;
    const drawn = drawable(text, (codePoint) => font.hasGlyphForCodePoint(codePoint), anyAscii);
    this.hasSpelledOut ||= drawn.isSpelledOut;
    return drawn.text.split('\n').flatMap((paragraph) => {
      const isRightToLeft = isParagraphRightToLeft(paragraph);
      return this.broken(paragraph, style, width).map((line) => {
        const runs = visualRuns(line, isRightToLeft);
        return { runs, isRightToLeft, width: this.widthOf(line, style) };
      });
    });
  }

  private broken(paragraph: string, style: Style, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of paragraph.split(/(?<= )/)) {
      if (used + this.widthOf(word.trimEnd(), style) <= width) {
        line += word;
        used += this.widthOf(word, style);
        continue;
      }
      if (line) lines.push(line.trimEnd());
      const pieces = this.pieces(word, style, width);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1)!;
      used = this.widthOf(line, style);
    }
    return [...lines, line.trimEnd()];
  }

  private pieces(word: string, style: Style, width: number): string[] {
    if (this.widthOf(word.trimEnd(), style) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    let used = 0;
    for (const { segment } of GRAPHEMES.segment(word)) {
      const more = this.widthOf(segment, style);
      if (piece && segment !== ' ' && used + more > width) {
        pieces.push(piece);
        piece = '';
        used = 0;
      }
      piece += segment;
      used += more;
    }
    return [...pieces, piece];
  }

  /** Of a text without line breaks, in points: the sum of its words, which are measured once each. */
  widthOf(text: string, style: Style): number {
    let width = 0;
    for (const word of text.split(/(?<= )/)) width += this.wordWidth(word, style.font);
    return width * style.size;
  }

  /** At a size of one point. */
  private wordWidth(word: string, font: Style['font']): number {
    const key = `${font} ${word}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.document.font(font).fontSize(MEASURED_AT);
      width = this.document.widthOfString(word) / MEASURED_AT;
      if (this.widths.size > MOST_WIDTHS) this.widths.clear();
      this.widths.set(key, width);
    }
    return width;
  }

  /** Draws a line with its top at y. A right-to-left one ends at the right edge of its box. */
  draw(line: Line, style: Style, box: { x: number; y: number; width: number; align?: 'right' }): void {
    const { document } = this;
    const isRight = line.isRightToLeft || box.align === 'right';
    let x = isRight ? box.x + box.width - line.width : box.x;
    for (const run of line.runs) {
      const width = this.widthOf(run.text, style);
      // Only now: measuring sets a size of its own.
      document
        .font(style.font)
        .fontSize(style.size)
        .fillColor(style.color ?? '#000000');
      // With features given a run is shaped as a whole, which right-to-left ones need, and not word by word from a cache.
      const whole = run.isRightToLeft && { features: [] };
      document.text(asFontTakesIt(run), x, box.y, { lineBreak: false, ...whole });
      x += width;
    }
  }
}
