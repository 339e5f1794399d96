import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { FileSyntaxError } from '../../../platform/files/file-syntax.errors';
import { type ReceivedLines, receiveLines } from '../../../platform/files/received-lines';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { ENTITY } from '../entities.errors';
import { readCsvStatements } from './csv-statements.parser';
import { readFtmLines } from './ftm-lines.parser';
import { IMPORT_LIMITS, type ImportFormat, type ParsedLine } from './import.types';

export type ReadFile = ReceivedLines<ParsedLine>;

const READERS = { FTM: readFtmLines, CSV: readCsvStatements };

/** Reads a file while it arrives, within the limits, before anything is written. */
@Injectable()
export class ImportReader {
  async read(content: Readable, format: ImportFormat): Promise<ReadFile> {
    const file = await receiveLines(content, READERS[format], IMPORT_LIMITS.lines).catch((error: unknown) => {
      throw error instanceof FileSyntaxError ? unreadable(error as FileSyntaxError) : error;
    });
    if (file.lines.length === 0) throw new DomainError(ENTITY.NOT_AN_IMPORT, { detail: 'The file says nothing.' });
    return file;
  }
}

function unreadable(error: FileSyntaxError): DomainError {
  const definition = error.code === 'TOO_LARGE' ? REQUEST_ERRORS.BODY_TOO_LARGE : ENTITY.NOT_AN_IMPORT;
  return new DomainError(definition, { detail: `Line ${error.line}: ${error.message}` }, { cause: error });
}
