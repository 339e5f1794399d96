import { Injectable, PipeTransform } from '@nestjs/common';
import { notFound } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { isUuid } from '../../kernel/ids';

/** An id that cannot be an id answers exactly like one that does not exist. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new DomainError(notFound);
    return value.toLowerCase();
  }
}
