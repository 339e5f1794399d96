import { ApiProperty } from '@nestjs/swagger';
import { readingWay } from '../recall.rules';
import { READING_WAYS, type ReadingWay } from '../recall.types';
import type { ReaderRow, WayRow } from '../readings.repository';
import type { ReadingsView } from '../readings.service';

export class ReadingWayDto {
  /** Which version of the record was shown. */
  version: number;
  /** READ alone, in a LIST (with other records: a list, a case, a graph; a list of this one alone reads as READ), by SEARCH, as ATTACHMENT, as PACKAGE, or with an OTHER act. */
  @ApiProperty({ enum: READING_WAYS })
  way: ReadingWay;
  times: number;
  @ApiProperty({ format: 'date-time' })
  firstAt: string;
  @ApiProperty({ format: 'date-time' })
  lastAt: string;
}

export class ReaderDto {
  /** Code of the organisation. Who of its people read it is not shown. */
  organisation: string;
  /** How many of its people. */
  people: number;
  times: number;
  @ApiProperty({ format: 'date-time' })
  firstAt: string;
  @ApiProperty({ format: 'date-time' })
  lastAt: string;
  readings: ReadingWayDto[];

  static of(reader: ReaderRow, ways: readonly WayRow[]): ReaderDto {
    return {
      organisation: reader.organisation,
      people: reader.people,
      times: reader.times,
      firstAt: reader.first_at.toISOString(),
      lastAt: reader.last_at.toISOString(),
      readings: ways.filter(({ organisation }) => organisation === reader.organisation).reduce(merge, []),
    };
  }
}

export class ReadingsDto {
  /** True if the record is or was UNCLASSIFIED: reads of then are in no log, and not here. */
  unloggedReads: boolean;
  readers: ReaderDto[];

  static of({ unlogged, readers, ways }: ReadingsView): ReadingsDto {
    return { unloggedReads: unlogged, readers: readers.map((reader) => ReaderDto.of(reader, ways)) };
  }
}

/** Several actions are one way. */
function merge(merged: ReadingWayDto[], row: WayRow): ReadingWayDto[] {
  const { version, times } = row;
  const way = readingWay(row.action, row.alone);
  const [firstAt, lastAt] = [row.first_at.toISOString(), row.last_at.toISOString()];
  const known = merged.find((one) => one.version === version && one.way === way);
  if (!known) return [...merged, { version, way, times, firstAt, lastAt }];
  known.times += times;
  if (firstAt < known.firstAt) known.firstAt = firstAt;
  if (lastAt > known.lastAt) known.lastAt = lastAt;
  return merged;
}
