import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { RecordDto } from '../../../records';
import { AGREEMENTS, type Agreement } from '../serial-meeting.rules';
import { WAYS, type Way, WEAPON_FACTS, type WeaponFact } from '../serial.types';
import type { FoundFirearm } from '../serial-search.service';
import { WeaponDto } from '../../dto/weapon.dto';
import { FirearmLinkDto } from './firearm-link.dto';

const MARK_KINDS = ['SERIAL', 'IMPORT_MARK', 'PROOF_MARK', 'MODEL_MARK', 'OTHER'] as const;

export class SearchFirearmsDto extends WeaponDto {
  /**
   * As read: `?` one unknown character, `*` any number of them, `[6G8]` one of these, `~` after a doubtful character. Spaces, hyphens and
   * case do not matter. With gaps, three characters must be known and make, calibre or type given.
   * @example "A1-93?27"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  serial: string;

  /** Only marks of this kind. All by default: a serial typed as an import mark is still found. */
  @ApiProperty({ enum: MARK_KINDS, required: false })
  @IsOptional()
  @IsIn(MARK_KINDS)
  markKind?: (typeof MARK_KINDS)[number];

  /** 1 to 100; 25 unless said otherwise. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class AlignedPairDto {
  /** Of the question; empty where it has none. */
  asked: string;
  /** Of the mark; empty where it has none. */
  stored: string;
  @ApiProperty({ enum: AGREEMENTS })
  agreement: Agreement;
}

export class FactAgreementDto {
  @ApiProperty({ enum: WEAPON_FACTS })
  fact: WeaponFact;
  agrees: boolean;
}

export class FoundMarkDto {
  @ApiProperty({ enum: MARK_KINDS })
  kind: string;
  @ApiProperty({ type: String, nullable: true })
  place: string | null;
  /** As read. */
  text: string;
  /** True if the item was corrected since; only its owner is shown such a mark. */
  superseded: boolean;
}

export class FoundWeaponDto {
  @ApiProperty({ type: String, nullable: true })
  make: string | null;
  @ApiProperty({ type: String, nullable: true })
  model: string | null;
  @ApiProperty({ type: String, nullable: true })
  calibre: string | null;
  @ApiProperty({ type: String, nullable: true })
  type: string | null;
}

export class FoundFirearmDto {
  record: RecordDto;
  /** Place in the record's list of found items, from 0. */
  item: number;
  mark: FoundMarkDto;
  /** As written in the record. */
  weapon: FoundWeaponDto;
  @ApiProperty({ enum: WAYS })
  way: Way;
  /** 0 to 100: ten for each power of ten by which a chance match is unlikely. */
  score: number;
  /**
   * How likely another weapon would answer like this. An estimate, to rank by; a hit is confirmed by eye.
   * @example "1 in 20,000,000"
   */
  chance: string;
  /** Weapons that would answer like this by chance among a million. */
  expectedInMillion: number;
  /** Why it was found, for a person. */
  reasons: string[];
  /** What was said of both weapons, and whether it agrees. */
  facts: FactAgreementDto[];
  /** Question and mark, side by side. */
  aligned: AlignedPairDto[];
  /** What your organisation judged of this firearm and others you can see. */
  links: FirearmLinkDto[];

  static from({ record, mark, match, links }: FoundFirearm): FoundFirearmDto {
    const { way, score, chance, expectedInMillion, reasons, facts, aligned } = match;
    const { make, model, calibre, type } = mark.weapon;
    return {
      record: RecordDto.from(record),
      item: mark.item_place,
      mark: { kind: mark.kind, place: mark.place, text: mark.raw, superseded: mark.superseded },
      weapon: { make, model, calibre, type },
      ...{ way, score, chance, expectedInMillion, reasons: [...reasons] },
      facts: facts.map(({ fact, agrees }) => ({ fact, agrees })),
      aligned: aligned.map(({ asked, stored, agreement }) => ({ asked, stored, agreement })),
      links: links.map((link) => FirearmLinkDto.from(link)),
    };
  }
}

export class SerialSearchResultDto {
  hits: FoundFirearmDto[];
  /** True if there are, or may be, more than were asked for. */
  truncated: boolean;
}
