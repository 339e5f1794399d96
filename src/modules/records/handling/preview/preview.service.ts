import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import { enforce } from '../../../../kernel/verdict';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { type Action, actionsOf, AudiencesService, ownOrganisation, type Role } from '../../../access';
import { RecordPresenters } from '../../evidence/record-presenters.service';
import type { RecordKind, SpineRecord } from '../../record.types';
import { RECORD } from '../../records.errors';
import { RecordsService } from '../../records.service';
import { ReleaseWriter, type ReleaseTerms } from '../../releases/release-writer.service';
import { HeldBackRepository } from '../held-back.repository';
import type { FieldReleaseView, HeldBackField } from '../held-back.types';
import { shownNames, sightsOf } from './preview.rules';
import type { Reach, Sight } from './preview.types';

export interface PreviewedFields {
  readonly record: SpineRecord;
  readonly fields: readonly string[];
  readonly held: readonly HeldBackField[];
  readonly releases: readonly FieldReleaseView[];
}

export interface Preview {
  readonly terms: ReleaseTerms;
  readonly expiresAt: Date | null;
  readonly records: readonly PreviewedFields[];
  readonly organisations: readonly {
    readonly organisation: Reach;
    readonly through: readonly string[];
    readonly sights: readonly Sight[];
  }[];
}

const mayRead = (roles: readonly string[], kind: RecordKind): boolean =>
  actionsOf(roles as Role[]).has(`${kind}.read` as Action);

/** What a release would show and to whom, before it is made. Writes nothing but that it was read. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly writer: ReleaseWriter,
    private readonly heldBack: HeldBackRepository,
    private readonly presenters: RecordPresenters,
    private readonly audiences: AudiencesService,
  ) {}

  of(actor: Actor, recordIds: readonly string[], terms: ReleaseTerms): Promise<Preview> {
    return this.uow.read(actor, async () => {
      const records: SpineRecord[] = [];
      for (const id of [...new Set(recordIds.map((each) => each.toLowerCase()))].sort()) {
        const [record] = await this.records.findByIds([id], actor);
        if (!record) throw new DomainError(COMMON.NOT_FOUND);
        enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
        records.push(record);
      }
      const { expiresAt, audienceKeys } = await this.writer.resolve(terms);
      const shown: PreviewedFields[] = [];
      for (const record of records) shown.push(await this.fieldsOf(actor, record));
      return {
        terms,
        expiresAt,
        records: shown,
        organisations: await this.organisations(actor, audienceKeys, records),
      };
    });
  }

  private async fieldsOf(actor: Actor, record: SpineRecord): Promise<PreviewedFields> {
    const [held, releases] = await Promise.all([this.heldBack.of([record.key]), this.heldBack.releasesOf(record.key)]);
    const view = await this.presenters.present(actor, record);
    return { record, fields: shownNames(record.kind, view, held), held, releases };
  }

  private async organisations(
    actor: Actor,
    audienceKeys: readonly number[],
    records: readonly SpineRecord[],
  ): Promise<Preview['organisations']> {
    const standing = await this.uow.query<{ record_key: number; audience_key: number }>(
      `SELECT DISTINCT record_key, audience_key FROM releases
        WHERE record_key = ANY ($1::bigint[]) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [records.map(({ key }) => key)],
    );
    const keys = [...new Set([...audienceKeys, ...standing.map(({ audience_key }) => audience_key)])];
    const [reach, audiences] = await Promise.all([
      this.uow.query<Reach>('SELECT * FROM app.audience_reach($1)', [keys]),
      this.audiences.byKeys(audienceKeys),
    ]);
    const previewed = records.map(({ key, kind, classification }) => ({
      ...{ key, kind, classification },
      seenBy: standing.filter(({ record_key }) => record_key === key).map(({ audience_key }) => audience_key),
    }));
    const codes = new Map(audiences.map(({ key, code }) => [key, code]));
    return [...sightsOf(reach, audienceKeys, previewed, mayRead).values()]
      .filter(({ organisation }) => organisation.organisation_key !== actor.organisationKey)
      .map(({ organisation, through, sights }) => ({
        organisation,
        through: through.map((key) => codes.get(key)!),
        sights,
      }))
      .sort((a, b) => a.organisation.organisation_code.localeCompare(b.organisation.organisation_code));
  }
}
