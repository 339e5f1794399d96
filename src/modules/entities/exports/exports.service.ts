import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type ListFilter, RecordsService, type SpineRecord } from '../../records';
import { ENTITY } from '../entities.errors';
import { EntitiesRepository } from '../entities.repository';
import { isRelation } from '../entity.types';
import { RelationsRepository } from '../relations/relations.repository';
import { EXPORT_TYPES, type ExportFile, type ExportFormat, MOST_EXPORTED, MOST_RELATIONS } from './export.types';
import { type ExportedEntity, ftmLine, modelFaults, toFtmObject } from './ftm-export.rules';
import { CSV_HEAD, csvRows } from './statement-csv.rules';

/** Entities for other programs: what this reader sees, what stands, and the relations among them. Every record that goes out is in the log. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly entities: EntitiesRepository,
    private readonly relations: RelationsRepository,
  ) {}

  one(actor: Actor, id: string, format: ExportFormat): Promise<ExportFile> {
    return this.uow.read(actor, async () => {
      const record = await this.records.require(id, 'entity');
      return fileOf(await this.entities.exported([record.key]), format, record.reference);
    });
  }

  byIds(actor: Actor, ids: readonly string[], format: ExportFormat): Promise<ExportFile> {
    return this.uow.read(actor, async () => {
      const found = (await this.records.findByIds(ids)).filter(({ kind }) => kind === 'entity');
      const known = new Set(found.map(({ id }) => id));
      const fields = ids.flatMap((id, i) =>
        known.has(id.toLowerCase())
          ? []
          : [{ pointer: `/ids/${i}`, code: 'UNKNOWN', message: 'There is no such entity, or none that you can see' }],
      );
      if (fields.length > 0) throw new DomainError(ENTITY.EXPORT_UNKNOWN, { fields });
      return this.withRelations(found, format, 'entities');
    });
  }

  byFilter(actor: Actor, filter: ListFilter, format: ExportFormat): Promise<ExportFile> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'exports', { ...filter, kind: 'entity' }, MOST_EXPORTED, undefined);
      if (page.nextCursor !== null) throw new DomainError(ENTITY.EXPORT_TOO_LARGE);
      return this.withRelations(page.items, format, 'entities');
    });
  }

  /** For modules to the right, within their unit of work: these records as far as they are entities, with the relations among them. */
  async withRelations(records: readonly SpineRecord[], format: ExportFormat, name: string): Promise<ExportFile> {
    const keys = records.map(({ key }) => key);
    const [between, ends] = await Promise.all([
      this.relations.between(keys, MOST_RELATIONS + 1),
      this.relations.ends(keys, null),
    ]);
    if (between.length > MOST_RELATIONS) throw new DomainError(ENTITY.EXPORT_TOO_LARGE);
    const along = [...between, ...ends.filter(({ relates }) => relates).map(({ target_key }) => target_key)];
    const more = [...new Set(along)].filter((key) => !keys.includes(key));
    await this.records.findByKeys(more);
    return fileOf(await this.entities.exported([...keys, ...more]), format, name);
  }
}

/** Parties before the relations that name them, for readers that go line by line. */
function fileOf(entities: readonly ExportedEntity[], format: ExportFormat, name: string): ExportFile {
  const ordered = [...entities].sort((a, b) => Number(isRelation(a.schema)) - Number(isRelation(b.schema)));
  const fileName = `${name.toLowerCase()}.${format === 'ftm' ? 'ftm.jsonl' : 'statements.csv'}`;
  const type = EXPORT_TYPES[format];
  if (format === 'csv') return { text: CSV_HEAD + ordered.map(csvRows).join(''), type, fileName };
  // A relation that lost an end, or a party that lost its name, to a withdrawal is none for the model.
  const whole = ordered.filter((entity) => modelFaults(toFtmObject(entity)).length === 0);
  return { text: whole.map(ftmLine).join(''), type, fileName };
}
