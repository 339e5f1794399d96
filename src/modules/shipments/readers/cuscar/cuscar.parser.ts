/**
 * UN/EDIFACT CUSCAR cargo report (D.95B, D.96B; later directories as far as they agree), read as a stream.
 * Invariants: one consignment in memory at a time; every segment is either understood or kept as `unmapped`; a file that
 * breaks off gives what was read with a warning TRUNCATED.
 */
import { cuscarHeader } from './edifact-reader.parser';
import { readCuscarBill } from './cuscar-bill.parser';
import { type Equipment, readCuscarHeader } from './cuscar-header.parser';
import { type EdiSegment, readEdiSegments } from './edifact-segments.parser';
import { ManifestSyntaxError } from '../manifest.errors';
import { ManifestTally } from '../manifest-tally.parser';
import {
  defaultManifestLimits,
  type ManifestHeader,
  type ManifestLimits,
  type ManifestPart,
  type ManifestWarningCode,
} from '../manifest.types';
import { SegmentNotes } from '../asycuda/segment-reader.parser';

const noEquipment: Equipment = { containers: new Map(), others: new Set() };
const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
const warning = (code: ManifestWarningCode, message: string, line: number): ManifestPart => ({
  type: 'warning',
  warning: { code, message, line },
});

interface Message {
  readonly reference: string;
  segments: number;
  header: ManifestHeader | undefined;
  equipment: Equipment;
  readonly used: Set<string>;
  readonly tally: ManifestTally;
  readonly line: number;
}

class CuscarReading {
  private readonly tally = new ManifestTally();
  private message: Message | undefined;
  private messages = 0;
  private foreign = false;
  private held: EdiSegment[] = [];
  private inBill = false;
  private heldElements = 0;
  private heldText = 0;
  private bills = 0;
  private header: ManifestHeader | undefined;
  private ended = false;
  line = 1;

  constructor(private readonly limits: ManifestLimits) {}

  *take(segment: EdiSegment): Generator<ManifestPart> {
    this.line = segment.line;
    const { tag } = segment;
    if (segment.joined) {
      yield warning('UNESCAPED_SEPARATOR', `${tag}: an unescaped terminator stood in the text`, segment.line);
    }
    if (segment.raw.includes('\uFFFD')) {
      yield warning('MOJIBAKE', `${tag}: characters were lost; U+FFFD stands for them`, segment.line);
    }
    if (!segment.complete && tag !== 'UNZ') yield* this.cut(segment);
    if (tag === 'UNH') yield* this.open(segment);
    else if (tag === 'UNT') yield* this.close(segment);
    else if (tag === 'UNZ') yield* this.finish(segment);
    else if (!this.foreign && !(tag === 'UNB' || tag === 'UNG' || tag === 'UNE')) yield* this.content(segment);
  }

  *end(): Generator<ManifestPart> {
    if (this.messages === 0) throw new ManifestSyntaxError('MALFORMED', this.line, 1, 'the interchange has no message');
    if (this.message) {
      yield* this.flush();
      yield warning('TRUNCATED', 'the message has no end (UNT): the file may have been cut', this.line);
      yield* this.balance();
    } else if (!this.ended) {
      yield warning('TRUNCATED', 'the interchange has no end (UNZ): the file may have been cut', this.line);
    }
    yield { type: 'end', counts: this.tally.counts() };
  }

  private *cut(segment: EdiSegment): Generator<ManifestPart> {
    yield warning('TRUNCATED', `the file ends within the segment ${quoted(segment.raw)}`, segment.line);
    // Half a number is a wrong number: the last value is not used, and stands in the warning above.
    segment.elements.at(-1)!.splice(-1, 1, '');
  }

  private *open(segment: EdiSegment): Generator<ManifestPart> {
    if (this.message) {
      yield* this.flush();
      yield warning('TRUNCATED', 'a message begins before the end (UNT) of the one before it', segment.line);
      yield* this.balance();
    }
    const type = (segment.elements[2]?.[0] ?? '').trim();
    this.foreign = type !== 'CUSCAR';
    if (this.foreign && this.messages === 0) {
      const message = `message type ${type.slice(0, 20) || 'missing'}; expected CUSCAR`;
      throw new ManifestSyntaxError('UNEXPECTED_ROOT', segment.line, 1, message);
    }
    if (this.foreign) yield warning('UNKNOWN_ELEMENT', `a message ${type.slice(0, 20)} was passed over`, segment.line);
    else yield* this.start(segment.line, (segment.elements[1]?.[0] ?? '').trim(), 1);
    if (this.foreign) this.messages += 1;
  }

  private *start(line: number, reference: string, segments: number): Generator<ManifestPart> {
    if (!this.header && this.messages === 0) yield { type: 'format', format: 'CUSCAR' };
    this.messages += 1;
    this.inBill = false;
    const [used, tally] = [new Set<string>(), new ManifestTally()];
    this.message = { reference, segments, header: undefined, equipment: noEquipment, used, tally, line };
  }

  private *content(segment: EdiSegment): Generator<ManifestPart> {
    if (!this.message) {
      yield* this.start(segment.line, '', 0);
      yield warning('MALFORMED_SEGMENT', 'the message has no beginning (UNH)', segment.line);
    }
    this.message!.segments += 1;
    if (segment.tag === 'CNI') {
      yield* this.flush();
      this.inBill = true;
    }
    this.heldElements += segment.elements.length;
    this.heldText += segment.raw.length;
    const { segmentElements, segmentText } = this.limits;
    if (this.heldElements > segmentElements || this.heldText > segmentText) {
      const message = `more than ${segmentElements} elements or ${segmentText} characters in one consignment`;
      throw new ManifestSyntaxError('SEGMENT_TOO_LARGE', segment.line, 1, message);
    }
    this.held.push(segment);
  }

  /** What is held becomes the header or a bill. */
  private *flush(): Generator<ManifestPart> {
    const message = this.message!;
    const segments = this.held;
    this.held = [];
    this.heldElements = this.heldText = 0;
    const notes = new SegmentNotes();
    if (!this.inBill) {
      const { header, equipment } = readCuscarHeader(segments, notes);
      message.header = header;
      message.equipment = equipment;
      if (!this.header) yield { type: 'header', header };
      else notes.warn('REPEATED_HEADER', `a further message, voyage ${header.voyageNumber ?? 'unknown'}`, message.line);
      this.header ??= header;
    } else yield this.bill(segments, message, notes);
    this.inBill = false;
    for (const one of notes.warnings) yield { type: 'warning', warning: one };
  }

  private bill(segments: readonly EdiSegment[], message: Message, notes: SegmentNotes): ManifestPart {
    this.bills += 1;
    if (this.bills > this.limits.bills) {
      throw new ManifestSyntaxError('TOO_MANY_BILLS', this.line, 1, `more than ${this.limits.bills} bills`);
    }
    const bill = readCuscarBill(segments, message.equipment, notes);
    for (const { reference } of bill.containers) message.used.add(reference ?? '');
    message.tally.add(bill);
    notes.remark(bill);
    if (this.tally.add(bill).duplicate) {
      notes.warn('DUPLICATE_BILL', 'the reference was used before in this manifest', bill.sourceLine);
    }
    return { type: 'bill', bill: message.header === this.header ? bill : { ...bill, header: message.header! } };
  }

  private *close(segment: EdiSegment): Generator<ManifestPart> {
    const { message } = this;
    if (!message || this.foreign) {
      this.foreign = false;
      return;
    }
    yield* this.flush();
    const [stated, reference] = [1, 2].map((at) => (segment.elements[at]?.[0] ?? '').trim());
    const found = message.segments + 1;
    if (Number(stated) !== found) {
      yield warning(
        'SEGMENT_COUNT',
        `UNT states ${quoted(stated ?? '')} segments, the message has ${found}`,
        segment.line,
      );
    }
    if (reference !== message.reference) {
      const names = `${quoted(reference ?? '')}, UNH ${quoted(message.reference)}`;
      yield warning('SEGMENT_COUNT', `UNT names the message ${names}`, segment.line);
    }
    yield* this.balance();
  }

  /** A message's totals, and the boxes no bill names: they are in the header's list of equipment. */
  private *balance(): Generator<ManifestPart> {
    const message = this.message!;
    this.message = undefined;
    for (const box of message.header?.equipment ?? []) {
      if (box.reference !== null && message.used.has(box.reference)) continue;
      this.tally.addContainer(box);
      message.tally.addContainer(box);
      const number = quoted(box.reference ?? '');
      yield warning('UNTIED_CONTAINER', `container ${number} is listed, and no bill names it`, message.line);
    }
    const stated = (message.header ?? cuscarHeader).statedTotals;
    for (const one of message.tally.differences(stated, message.line)) yield { type: 'warning', warning: one };
  }

  private *finish(segment: EdiSegment): Generator<ManifestPart> {
    this.ended = true;
    if (this.message) {
      yield* this.flush();
      yield warning('TRUNCATED', 'the message has no end (UNT)', segment.line);
      yield* this.balance();
    }
    const stated = (segment.elements[1]?.[0] ?? '').trim();
    if (Number(stated) !== this.messages) {
      yield warning('SEGMENT_COUNT', `UNZ states ${quoted(stated)} messages, there are ${this.messages}`, segment.line);
    }
  }
}

/** Parts as of `readAsycuda`. Rejects with ManifestSyntaxError: another message, no message, a length without end. */
export async function* readCuscar(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ManifestLimits> = {},
): AsyncGenerator<ManifestPart> {
  const all = { ...defaultManifestLimits, ...limits };
  const reading = new CuscarReading(all);
  for await (const segment of readEdiSegments(chunks, all)) yield* reading.take(segment);
  yield* reading.end();
}
