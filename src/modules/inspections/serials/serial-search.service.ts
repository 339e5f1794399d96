import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { RecordsService, type SpineRecord } from '../../records';
import { FirearmReferences } from '../references/references.repository';
import type { FirearmReference } from '../references/reference-check.rules';
import type { SearchFirearmsDto } from './dto/serial-search.dto';
import { FirearmLinks, type StandingLink } from './firearm-links.repository';
import { FirearmMarks, type FoundMark, type MarkFilter } from './firearm-marks.repository';
import { latin } from './serial-keys.rules';
import { matchOf, ranked, type SerialMatch } from './serial-match.rules';
import { isComplete, readPattern } from './serial-pattern.rules';
import { completeQuestion, mayAsk, questionWithGaps } from './serial-question.rules';
import type { SerialPattern, WeaponKeys } from './serial.types';
import { FIREARM } from './serials.errors';

export interface FoundFirearm {
  readonly key: number;
  readonly record: SpineRecord;
  readonly mark: FoundMark;
  readonly match: SerialMatch;
  /** What the reader's organisation judged of this firearm and others. */
  readonly links: readonly StandingLink[];
}

const CANDIDATES = 200;
const DEFAULT_LIMIT = 25;

/** Finds firearms by what can be read of a number. What was asked is in the log by kind only; what was found, by id. */
@Injectable()
export class SerialSearch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly marks: FirearmMarks,
    private readonly links: FirearmLinks,
    private readonly references: FirearmReferences,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws SERIAL_UNREADABLE, TOO_BROAD. */
  search(actor: Actor, asked: SearchFirearmsDto): Promise<{ found: FoundFirearm[]; truncated: boolean }> {
    const pattern = patternOf(asked.serial);
    return this.uow.read(actor, async () => {
      const weapon = weaponKeys(await this.references.current(), asked);
      enforce(mayAsk(pattern, weapon), FIREARM.TOO_BROAD);
      const limit = asked.limit ?? DEFAULT_LIMIT;
      const kinds = asked.markKind ? [asked.markKind] : null;
      const marks = await this.candidates(pattern, { weapon, kinds, most: CANDIDATES });
      const met = marks.flatMap((mark) => {
        const match = matchOf({ pattern, weapon }, { norm: mark.norm, pattern: mark.pattern, weapon: mark.keys });
        return match ? [{ key: mark.key, mark, match }] : [];
      });
      const best = ranked(met).slice(0, limit);
      const found = await this.shown(best);
      this.audit.append({ name: 'firearm.searched', facts: { complete: isComplete(pattern), hits: found.length } });
      return { found, truncated: met.length > limit || marks.length >= CANDIDATES };
    });
  }

  private candidates(pattern: SerialPattern, filter: MarkFilter): Promise<FoundMark[]> {
    return isComplete(pattern)
      ? this.marks.findComplete(completeQuestion(pattern), filter)
      : this.marks.findWithGaps(questionWithGaps(pattern, filter.weapon), filter);
  }

  private async shown(best: readonly { key: number; mark: FoundMark; match: SerialMatch }[]): Promise<FoundFirearm[]> {
    const keys = [...new Set(best.map(({ mark }) => mark.record_key))];
    const [records, links] = await Promise.all([this.records.findByKeys(keys), this.links.standing(keys)]);
    const byKey = new Map(records.map((record) => [record.key, record]));
    return best.flatMap(({ key, mark, match }) => {
      const record = byKey.get(mark.record_key);
      const own = links.filter(({ ends }) =>
        ends.some(({ inspectionKey, item }) => inspectionKey === mark.record_key && item === mark.item_place),
      );
      return record ? [{ key, record, mark, match, links: own }] : [];
    });
  }
}

function patternOf(serial: string): SerialPattern {
  const text = latin(serial);
  const reading = readPattern(text);
  if (reading.ok) return reading.pattern;
  const message = `${WORDS[reading.fault]} (at ${reading.at + 1})`;
  throw new DomainError(FIREARM.SERIAL_UNREADABLE, { fields: [{ pointer: '/serial', code: reading.fault, message }] });
}

const WORDS = {
  EMPTY: 'There is no letter or digit in it',
  OPEN_BRACKET: 'A [ has no ]',
  EMPTY_BRACKET: 'There is no letter or digit between [ and ]',
  CLOSING_BRACKET: 'A ] has no [',
  TILDE_AFTER_NOTHING: 'A ~ stands after the character that is doubtful',
};

const weaponKeys = (reference: FirearmReference, { make, model, calibre, type }: SearchFirearmsDto): WeaponKeys => ({
  make: reference.keysOf('MAKE', make),
  model: reference.keysOf('MODEL', model),
  calibre: reference.keysOf('CALIBRE', calibre),
  type: reference.keysOf('TYPE', type),
});
