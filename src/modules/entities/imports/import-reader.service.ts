import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { FileSyntaxError } from '../../../platform/files/file-syntax.errors';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { ENTITY } from '../entities.errors';
import { readCsvStatements } from './csv-statements.parser';
import { readFtmLines } from './ftm-lines.parser';
import { IMPORT_LIMITS, type ImportFormat, type ParsedLine } from './import.types';

export interface ReadFile {
  readonly lines: readonly ParsedLine[];
  readonly size: number;
  readonly sha256: Buffer;
}

const READERS = { FTM: readFtmLines, CSV: readCsvStatements };

/** Reads a file while it arrives, within the limits, before anything is written. */
@Injectable()
export class ImportReader {
  async read(content: Readable, format: ImportFormat): Promise<ReadFile> {
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
    const lines: ParsedLine[] = [];
    try {
      for await (const line of READERS[format](tapped())) {
        lines.push(line);
        if (lines.length > IMPORT_LIMITS.lines) {
          throw new FileSyntaxError(
            'TOO_LARGE',
            line.line,
            1,
            `more than ${IMPORT_LIMITS.lines} lines: send it in parts`,
          );
        }
      }
    } catch (error) {
      content.resume();
      if (error instanceof FileSyntaxError) throw unreadable(error as FileSyntaxError);
      throw error;
    }
    if (lines.length === 0) throw new DomainError(ENTITY.NOT_AN_IMPORT, { detail: 'The file says nothing.' });
    return { lines, size, sha256: hash.digest() };
  }
}

function unreadable(error: FileSyntaxError): DomainError {
  const definition = error.code === 'TOO_LARGE' ? REQUEST_ERRORS.BODY_TOO_LARGE : ENTITY.NOT_AN_IMPORT;
  return new DomainError(definition, { detail: `Line ${error.line}: ${error.message}` }, { cause: error });
}
