import { Buffer } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import type { Column, Fact, ReportDocument, Section, Value } from './document.types';
import { type Line, LINE_HEIGHT, PAGE, PdfCanvas, type Style } from './pdf-canvas.factory';
import { markPages } from './pdf-marks.factory';
import { printedValue } from './value-text.rules';
import { LABELS } from './words.cases';

const WIDTH = PAGE.width - PAGE.left - PAGE.right;
const BOTTOM = PAGE.height - PAGE.bottom;
const LABEL_WIDTH = 150;
const PAD = 4;

const TITLE: Style = { font: 'bold', size: 17 };
const SUBTITLE: Style = { font: 'regular', size: 9.5, color: '#444444' };
const HEADING: Style = { font: 'bold', size: 11.5, color: '#12385b' };
const LABEL: Style = { font: 'bold', size: 8.5, color: '#333333' };
const TEXT: Style = { font: 'regular', size: 9 };
const CELL: Style = { font: 'regular', size: 8 };
const CELL_HEAD: Style = { font: 'bold', size: 8 };
const REMARK: Style = { font: 'bold', size: 8.5, color: '#8a1c1c' };
const RULE = '#c9d2db';

const heightOf = ({ size }: Style): number => size * LINE_HEIGHT;

/** Rows drawn before other requests get their turn. */
const ROWS_AT_ONCE = 40;

/**
 * A report on paper. The same report in the same language gives the same bytes: the only time in it is the report's own.
 */
export async function pdfOf(report: ReportDocument): Promise<Buffer> {
  const canvas = new PdfCanvas({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    bufferPages: true,
    lang: report.language,
    displayTitle: true,
    info: {
      Title: `${report.title} ${report.number}`,
      Author: report.organisation,
      Subject: report.subtitle,
      Keywords: report.marking,
      Creator: 'Lambi',
      Producer: 'Lambi',
      CreationDate: report.issuedAt,
      ModDate: report.issuedAt,
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    canvas.document.on('data', (chunk: Buffer) => chunks.push(chunk));
    canvas.document.on('end', resolve).on('error', reject);
  });
  await new ReportPages(canvas, report).write();
  markPages(canvas, report);
  canvas.document.end();
  await done;
  return Buffer.concat(chunks);
}

/** Writes the body of the pages from top to bottom; heads and feet come last, when their number is known. */
class ReportPages {
  private y: number = PAGE.top;

  constructor(
    private readonly canvas: PdfCanvas,
    private readonly report: ReportDocument,
  ) {}

  async write(): Promise<void> {
    this.paragraph(this.report.title, TITLE);
    this.paragraph(this.report.subtitle, SUBTITLE);
    for (const section of this.report.sections) {
      this.heading(section);
      if (section.type === 'facts') this.facts(section.facts);
      else await this.table(section);
    }
    this.y += 8;
    this.paragraph(LABELS.asWritten[this.report.language], SUBTITLE);
    if (this.canvas.hasSpelledOut) this.paragraph(LABELS.undrawable[this.report.language], SUBTITLE);
  }

  private heading(section: Section): void {
    this.y += 12;
    // A heading is not left alone at the foot of a page.
    this.room(heightOf(HEADING) + 5 * heightOf(TEXT));
    this.canvas.document.outline.addItem(section.heading);
    this.paragraph(section.heading, HEADING);
    this.rule();
    this.y += 3;
    if (section.type !== 'table') return;
    if (section.remark) this.paragraph(section.remark, REMARK);
    if (section.note) this.paragraph(section.note, TEXT);
  }

  private facts(facts: readonly Fact[]): void {
    for (const { label, value } of facts) {
      const labels = this.canvas.lines(label, LABEL, LABEL_WIDTH - PAD);
      const lines = this.canvas.lines(this.printed(value), TEXT, WIDTH - LABEL_WIDTH);
      this.row(
        [
          { lines: labels, style: LABEL, x: PAGE.left, width: LABEL_WIDTH - PAD },
          { lines, style: TEXT, x: PAGE.left + LABEL_WIDTH, width: WIDTH - LABEL_WIDTH },
        ],
        heightOf(TEXT),
      );
    }
  }

  private async table({ columns, rows }: Extract<Section, { type: 'table' }>): Promise<void> {
    const places = placesOf(columns);
    const head = (): void => {
      const cells = columns.map(({ label }, i) => ({
        ...places[i]!,
        lines: this.cell(label, CELL_HEAD, places[i]!),
        style: CELL_HEAD,
      }));
      const height = Math.max(...cells.map(({ lines }) => lines.length)) * heightOf(CELL) + 2 * PAD;
      this.canvas.document.rect(PAGE.left, this.y, WIDTH, height).fill('#e8edf2');
      this.row(cells, heightOf(CELL));
    };
    this.room(6 * heightOf(CELL));
    head();
    for (const [index, row] of rows.entries()) {
      const cells = row.map((value, i) => ({
        ...places[i]!,
        lines: this.cell(this.printed(value), CELL, places[i]!),
        style: CELL,
      }));
      this.row(cells, heightOf(CELL), head);
      if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await turn();
    }
  }

  private cell(text: string, style: Style, { width }: { readonly width: number }): Line[] {
    return this.canvas.lines(text, style, width);
  }

  private printed(value: Value): string {
    return printedValue(value, this.report.language);
  }

  /**
   * Cells beside each other, over as many pages as they need. One that fits on a page is kept together.
   *
   * @param onNewPage draws the headings again
   */
  private row(cells: readonly Cell[], lineHeight: number, onNewPage?: () => void): void {
    const count = Math.max(...cells.map(({ lines }) => lines.length));
    const whole = count * lineHeight + 2 * PAD;
    if (this.y + whole > BOTTOM && whole <= (BOTTOM - PAGE.top) / 2) this.newPage(onNewPage);
    for (let from = 0; from < count;) {
      let fits = Math.floor((BOTTOM - this.y - 2 * PAD) / lineHeight);
      if (fits < 1) {
        this.newPage(onNewPage);
        fits = Math.floor((BOTTOM - this.y - 2 * PAD) / lineHeight);
      }
      const until = Math.min(count, from + Math.max(1, fits));
      for (const { lines, style, x, width, align } of cells) {
        lines.slice(from, until).forEach((line, i) => {
          const y = this.y + PAD + i * lineHeight;
          this.canvas.draw(line, style, { x, y, width, ...(align && { align }) });
        });
      }
      this.y += (until - from) * lineHeight + 2 * PAD;
      from = until;
    }
    this.rule();
  }

  private paragraph(text: string, style: Style): void {
    for (const line of this.canvas.lines(text, style, WIDTH)) {
      this.room(heightOf(style));
      this.canvas.draw(line, style, { x: PAGE.left, y: this.y, width: WIDTH });
      this.y += heightOf(style);
    }
    this.y += 2;
  }

  private rule(): void {
    const { document } = this.canvas;
    document
      .moveTo(PAGE.left, this.y)
      .lineTo(PAGE.left + WIDTH, this.y)
      .lineWidth(0.5)
      .stroke(RULE);
  }

  private room(height: number): void {
    if (this.y + height > BOTTOM) this.newPage();
  }

  private newPage(onNewPage?: () => void): void {
    this.canvas.document.addPage();
    this.y = PAGE.top;
    onNewPage?.();
  }
}

interface Place {
  readonly x: number;
  readonly width: number;
  readonly align?: 'right';
}

interface Cell extends Place {
  readonly lines: readonly Line[];
  readonly style: Style;
}

function placesOf(columns: readonly Column[]): Place[] {
  const total = columns.reduce((sum, { weight }) => sum + weight, 0);
  let x: number = PAGE.left;
  return columns.map(({ weight, align }) => {
    const full = (WIDTH * weight) / total;
    const place = { x: x + 2, width: full - 6, ...(align && { align }) };
    x += full;
    return place;
  });
}
