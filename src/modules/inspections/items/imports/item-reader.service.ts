import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../../kernel/domain-error';
import { FileSyntaxError } from '../../../../platform/files/file-syntax.errors';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { validationPipe } from '../../../../platform/http/validation';
import { InspectionItemDto } from '../../dto/item-input.dto';
import { INSPECTION } from '../../inspections.errors';
import { readItemFile } from './item-file.parser';
import { type AcceptedLine, type ItemFileFormat, MOST_LINES, type ReadLine } from './item-import.types';

export interface ItemFile {
  readonly lines: readonly (ReadLine | AcceptedLine)[];
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
}

/** Reads a list of found items while it arrives, and asks of each line what `POST .../items` asks of an item. */
@Injectable()
export class ItemReader {
  private readonly pipe = validationPipe();

  async read(content: Readable, format: ItemFileFormat): Promise<ItemFile> {
    const hash = createHash('sha256');
    let size = 0;
    async function* tapped(): AsyncGenerator<Buffer> {
      // Not destroyed when we stop early: the answer goes out on the same connection, and the rest of the body is let run off.
      for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        hash.update(chunk);
        yield chunk;
      }
    }
    const lines: ReadLine[] = [];
    try {
      for await (const line of readItemFile(tapped(), format)) {
        if (lines.push(line) > MOST_LINES) {
          throw new FileSyntaxError('TOO_LARGE', line.line, 1, `more than ${MOST_LINES} lines: send it in parts`);
        }
      }
    } catch (error) {
      content.resume();
      throw error instanceof FileSyntaxError ? unreadable(error as FileSyntaxError) : error;
    }
    if (lines.length === 0) throw new DomainError(INSPECTION.NOT_A_LIST, { detail: 'The file lists nothing.' });
    return { lines: await Promise.all(lines.map((line) => this.judge(line))), size, sha256: hash.digest() };
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
