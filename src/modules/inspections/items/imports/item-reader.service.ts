import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../../kernel/domain-error';
import { FileSyntaxError } from '../../../../platform/files/file-syntax.errors';
import { type ReceivedLines, receiveLines } from '../../../../platform/files/received-lines';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { validationPipe } from '../../../../platform/http/validation';
import { InspectionItemDto } from '../../dto/item-input.dto';
import { INSPECTION } from '../../inspections.errors';
import { readItemFile } from './item-file.parser';
import { type AcceptedLine, type ItemFileFormat, MOST_LINES, type ReadLine } from './item-import.types';

export type ItemFile = ReceivedLines<ReadLine | AcceptedLine>;

/** Reads a list of found items while it arrives, and asks of each line what `POST .../items` asks of an item. */
@Injectable()
export class ItemReader {
  private readonly pipe = validationPipe();

  async read(content: Readable, format: ItemFileFormat): Promise<ItemFile> {
    const read = (chunks: AsyncIterable<Buffer>): AsyncGenerator<ReadLine> => readItemFile(chunks, format);
    const { lines, ...file } = await receiveLines(content, read, MOST_LINES).catch((error: unknown) => {
      throw error instanceof FileSyntaxError ? unreadable(error as FileSyntaxError) : error;
    });
    if (lines.length === 0) throw new DomainError(INSPECTION.NOT_A_LIST, { detail: 'The file lists nothing.' });
    return { ...file, lines: await Promise.all(lines.map((line) => this.judge(line))) };
  }

  private async judge(line: ReadLine): Promise<ReadLine | AcceptedLine> {
    if (line.value === undefined) return line;
    try {
      const item = (await this.pipe.transform(line.value, {
        type: 'body',
        metatype: InspectionItemDto,
      })) as InspectionItemDto;
      return { ...line, item };
    } catch (error) {
      if (error instanceof DomainError && error.details.fields) return { ...line, faults: error.details.fields };
      throw error;
    }
  }
}

function unreadable(error: FileSyntaxError): DomainError {
  const definition = error.code === 'TOO_LARGE' ? REQUEST_ERRORS.BODY_TOO_LARGE : INSPECTION.NOT_A_LIST;
  return new DomainError(definition, { detail: `Line ${error.line}: ${error.message}` }, { cause: error });
}
