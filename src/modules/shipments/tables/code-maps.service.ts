import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { versionFrom } from '../../../platform/http/etag';
import { AuditTrail } from '../../audit';
import { type CodeMapView, CodeMapsRepository } from './code-maps.repository';
import { faultsOfCodes } from './codes.rules';
import type { CodeField, OfficeCode } from './office-code.types';
import { TABLES } from './tables.errors';

export interface OfficeCodesCommand {
  readonly customsOffice: string;
  readonly field: CodeField;
  readonly rows: readonly OfficeCode[];
}

/** What the codes of a customs office mean, in an organisation's own words. The codes on the bills stay as they were written. */
@Injectable()
export class CodeMapsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: CodeMapsRepository,
    private readonly audit: AuditTrail,
  ) {}

  list(actor: Actor, customsOffice: string | undefined): Promise<{ maps: CodeMapView[]; offices: string[] }> {
    return this.uow.read(actor, async () => {
      const [maps, offices] = await Promise.all([
        customsOffice === undefined ? [] : this.repository.current(customsOffice),
        this.repository.offices(),
      ]);
      return { maps, offices };
    });
  }

  /** @param ifMatch the version there is; "v0" for a first one */
  async write(actor: Actor, ifMatch: string | undefined, command: OfficeCodesCommand): Promise<CodeMapView> {
    const expected = versionFrom(ifMatch);
    const fields = faultsOfCodes(command.rows);
    if (fields.length > 0) throw new DomainError(TABLES.CODES_UNUSABLE, { fields });
    try {
      return await this.uow.write(actor, () => this.append(actor, expected, command));
    } catch (error) {
      if (violates(error, 'code_map_versions_pkey')) throw new DomainError(COMMON.VERSION_MISMATCH);
      throw error;
    }
  }

  private async append(actor: Actor, expected: number, command: OfficeCodesCommand): Promise<CodeMapView> {
    const { customsOffice, field, rows } = command;
    const newest = async (): Promise<CodeMapView | undefined> =>
      (await this.repository.current(customsOffice)).find((map) => map.field === field);
    if (((await newest())?.version ?? 0) !== expected) throw new DomainError(COMMON.VERSION_MISMATCH);
    const version = expected + 1;
    this.audit.append({ name: 'code_map.saved', facts: { customsOffice, field, version } });
    const ownerId = actor.organisationKey;
    await this.repository.append({ ownerId, customsOffice, field, version, rows, savedBy: actor.userKey });
    return (await newest())!;
  }
}
