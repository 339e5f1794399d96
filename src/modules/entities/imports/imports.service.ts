import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { isUuid } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { type Accepted, type Classification, levelOf, RecordsService, Submissions } from '../../records';
import { ENTITY } from '../entities.errors';
import { isRelation } from '../entity.types';
import { type ImportContext, idsIn, planImport } from './import-plan.rules';
import { ImportReader, type ReadFile } from './import-reader.service';
import { ImportWriter, type WrittenImport } from './import-writer.service';
import type { ImportFormat, LineVerdict, LineVerdictKind } from './import.types';
import { type FoundEntity, ImportsRepository, type ImportView } from './imports.repository';

export interface ImportCommand {
  readonly format: ImportFormat;
  readonly source: string;
  readonly sourceRecordId: string | undefined;
  readonly classification: Classification;
}

/**
 * Imports of entities: a file is read to its end, then written in one transaction, with a verdict for each line. The same request again
 * makes nothing; the same source again meets its entities by their ids, and says again what it said.
 */
@Injectable()
export class ImportsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly reader: ImportReader,
    private readonly repository: ImportsRepository,
    private readonly writer: ImportWriter,
    private readonly audit: AuditTrail,
  ) {}

  async receive(
    actor: Actor,
    command: ImportCommand,
    content: Readable,
    { key, route }: { readonly key: string | undefined; readonly route: string },
  ): Promise<Accepted<ImportView>> {
    const file = await this.reader.read(content, command.format);
    const body = { ...command, sourceRecordId: command.sourceRecordId ?? null, sha256: file.sha256.toString('hex') };
    return this.submissions.once(
      actor,
      { key, route, body, bulk: true },
      async ({ resourceId, receiptId }) => {
        const context = await this.contextOf(actor, command, file);
        const plan = planImport(file.lines, context);
        const done = await this.writer.write(actor, plan, context, command.classification);
        const verdicts = [...done.verdicts, ...plan.refused].sort((a, b) => a.line - b.line);
        await this.insert(actor, resourceId, command, file, verdicts);
        const leaf = this.audit.append(eventOf(resourceId, done, verdicts), receiptId);
        return { view: (await this.repository.find(resourceId))!, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<ImportView> {
    return this.uow.read(actor, async () => {
      const found = await this.repository.find(id);
      if (!found) throw new DomainError(COMMON.NOT_FOUND);
      return found;
    });
  }

  private async contextOf(actor: Actor, command: ImportCommand, { lines }: ReadFile): Promise<ImportContext> {
    const { source, sourceRecordId } = command;
    const ids = idsIn(lines);
    await this.repository.takeTurn(actor.organisationKey, source);
    const ours = [...ids, ...(sourceRecordId === undefined ? [] : [sourceRecordId])].filter(isUuid);
    const [found, sources] = await Promise.all([
      this.repository.found(
        actor.organisationKey,
        source,
        ids,
        ours.map((id) => id.toLowerCase()),
      ),
      sourceRecordId === undefined ? [] : this.records.findByIds([sourceRecordId]),
    ]);
    requireSource(sourceRecordId, sources, found);
    const known = found.map(({ key, id, schema, owner_id, ftm_id }) => {
      return { key, id, schema, own: owner_id === actor.organisationKey, ftmId: ftm_id };
    });
    return {
      byOrigin: new Map(known.flatMap((one) => (one.ftmId === null ? [] : [[one.ftmId, one] as const]))),
      byId: new Map(known.map((one) => [one.id, one])),
      source,
      sourceRecordId: sourceRecordId?.toLowerCase() ?? null,
    };
  }

  private insert(
    actor: Actor,
    id: string,
    { source, format, classification }: ImportCommand,
    { size, sha256 }: ReadFile,
    verdicts: readonly LineVerdict[],
  ): Promise<void> {
    return this.repository.insert({
      ...{ id, source, format, size, sha256, verdicts },
      ownerId: actor.organisationKey,
      classification: levelOf(classification),
      counts: countsOf(verdicts),
      createdBy: actor.userKey,
    });
  }
}

/** A record the caller sees, and no relation: what a relation says depends on its ends, and a source must not. */
function requireSource(
  wanted: string | undefined,
  sources: readonly { readonly id: string }[],
  found: readonly FoundEntity[],
): void {
  if (wanted === undefined) return;
  const [source] = sources;
  if (source && !found.some(({ id, schema }) => id === source.id && isRelation(schema))) return;
  const fault = {
    pointer: '/sourceRecordId',
    code: 'UNKNOWN',
    message: 'There is no such record, or none that you can see',
  };
  throw new DomainError(ENTITY.SOURCE_UNKNOWN, { fields: [fault] });
}

function countsOf(verdicts: readonly LineVerdict[]): ImportView['counts'] {
  const of = (kind: LineVerdictKind): number => verdicts.filter(({ verdict }) => verdict === kind).length;
  return {
    lines: verdicts.length,
    created: of('CREATED'),
    updated: of('UPDATED'),
    unchanged: of('UNCHANGED'),
    refused: of('REFUSED'),
  };
}

const eventOf = (
  id: string,
  { written }: WrittenImport,
  verdicts: readonly LineVerdict[],
): Parameters<AuditTrail['append']>[0] => ({
  name: 'entity.imported',
  written,
  facts: { import: id, ...countsOf(verdicts) },
});
