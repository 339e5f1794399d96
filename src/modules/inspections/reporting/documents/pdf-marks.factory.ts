import QRCode from 'qrcode';
import type { ReportDocument } from './document.types';
import { PAGE, type PdfCanvas, type Style } from './pdf-canvas.factory';
import { LABELS } from './words.cases';

const MARKING: Style = { font: 'bold', size: 9.5, color: '#8a1c1c' };
const SMALL: Style = { font: 'regular', size: 7.5, color: '#333333' };
const CODE: Style = { font: 'mono', size: 9.5 };
const QR_SIZE = 62;
const WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** Writes on every page how it is to be handled, whose it is, its number among all, and what it can be verified by. */
export function markPages(canvas: PdfCanvas, report: ReportDocument): void {
  const { document } = canvas;
  const { count } = document.bufferedPageRange();
  const modules = QRCode.create(report.verifyUrl, { errorCorrectionLevel: 'M' }).modules;
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    centred(canvas, report.marking, 24);
    const [number] = canvas.lines(report.number, SMALL, WIDTH / 2);
    canvas.draw(number!, SMALL, { x: PAGE.left, y: 42, width: WIDTH });
    right(canvas, report.organisation, 42);
    document
      .moveTo(PAGE.left, 55)
      .lineTo(PAGE.left + WIDTH, 55)
      .lineWidth(0.8)
      .stroke('#12385b');
    foot(canvas, report, page + 1, count, modules);
  }
}

function foot(
  canvas: PdfCanvas,
  { language, code, verifyUrl, marking }: ReportDocument,
  page: number,
  count: number,
  modules: QRCode.BitMatrix,
): void {
  const y = PAGE.height - 84;
  const x = PAGE.left + QR_SIZE + 10;
  const width = WIDTH - QR_SIZE - 10;
  const text = (words: string, style: Style, top: number): void => {
    const [line] = canvas.lines(words, style, width);
    canvas.draw(line!, style, { x, y: top, width });
  };
  qr(canvas, modules, PAGE.left, y);
  text(LABELS.verificationCode[language], SMALL, y + 4);
  text(code, CODE, y + 15);
  text(`${LABELS.verifyAt[language]} ${verifyUrl.split('?')[0]}`, SMALL, y + 32);
  right(canvas, `${LABELS.page[language]} ${page} ${LABELS.of[language]} ${count}`, y + 46);
  centred(canvas, marking, PAGE.height - 22);
}

function centred(canvas: PdfCanvas, text: string, y: number): void {
  const [line] = canvas.lines(text, MARKING, WIDTH);
  canvas.draw(line!, MARKING, { x: PAGE.left + (WIDTH - line!.width) / 2, y, width: line!.width });
}

/** The first line of a name too long for the half page; the report names it in full. */
function right(canvas: PdfCanvas, text: string, y: number): void {
  const [line, ...more] = canvas.lines(text, SMALL, WIDTH / 2 - 12);
  const [shown] =
    more.length === 0 ? [line] : canvas.lines(`${line!.runs.map((run) => run.text).join('')} …`, SMALL, WIDTH);
  canvas.draw(shown!, SMALL, { x: PAGE.left, y, width: WIDTH, align: 'right' });
}

function qr({ document }: PdfCanvas, modules: QRCode.BitMatrix, x: number, y: number): void {
  const size = QR_SIZE / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      // Neighbours are drawn as one bar: less to store, and no hairlines between them.
      let bar = 0;
      while (column + bar < modules.size && modules.get(row, column + bar)) bar += 1;
      if (bar > 0) document.rect(x + column * size, y + row * size, bar * size, size);
      column += bar;
    }
  }
  document.fill('#000000');
}
