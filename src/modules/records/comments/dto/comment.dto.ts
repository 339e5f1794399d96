import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { ReceiptDto } from '../../../audit';
import { type Comment, COMMENT_AUDIENCES, type CommentAudience, type CommentVersion } from '../comment.types';

export class EditCommentDto {
  /**
   * Plain text.
   * @example "The seal number in the second photograph is not the one on the bill."
   */
  @IsString()
  @Matches(/\S/, { message: 'text must not be blank' })
  @MaxLength(10_000)
  text: string;

  /** Ids of colleagues to tell. Only those of your organisation who may see the record are told; any other id changes nothing. */
  @ApiProperty({ type: [String], format: 'uuid', required: false, example: ['0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  mentions?: string[];
}

export class NewCommentDto extends EditCommentDto {
  /** OWN: your organisation. OWNER: the record's owner as well. READERS: everybody who sees the record, now or later. */
  @ApiProperty({ enum: COMMENT_AUDIENCES, required: false, default: 'OWN', example: 'OWN' })
  @IsOptional()
  @IsIn(COMMENT_AUDIENCES)
  audience?: CommentAudience;
}

export class CommentAuthorDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  displayName: string;
}

export class CommentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  recordId: string;
  /** Code of the organisation that wrote it. */
  owner: string;
  /** To its own organisation only. */
  @ApiProperty({ type: CommentAuthorDto, nullable: true })
  author: CommentAuthorDto | null;
  @ApiProperty({ enum: COMMENT_AUDIENCES })
  audience: CommentAudience;
  /** Null once it is withdrawn. */
  @ApiProperty({ type: String, nullable: true })
  text: string | null;
  /** As its author gave them; to its own organisation only. */
  @ApiProperty({ type: [String], format: 'uuid' })
  mentions: string[];
  version: number;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  editedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  withdrawnAt: string | null;

  static from(comment: Comment): CommentDto {
    const { id, recordId, owner, author, audience, text, mentions, version } = comment;
    return {
      ...{ id, recordId, owner, author, audience, text, mentions: [...mentions], version },
      createdAt: comment.createdAt.toISOString(),
      editedAt: comment.editedAt?.toISOString() ?? null,
      withdrawnAt: comment.withdrawnAt?.toISOString() ?? null,
    };
  }
}

export class AcceptedCommentDto extends CommentDto {
  receipt: ReceiptDto;
}

export class CommentPageDto {
  items: CommentDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class CommentVersionDto {
  version: number;
  text: string;
  @ApiProperty({ format: 'date-time' })
  writtenAt: string;

  static from({ version, text, createdAt }: CommentVersion): CommentVersionDto {
    return { version, text, writtenAt: createdAt.toISOString() };
  }
}

export class CommentVersionsDto {
  items: CommentVersionDto[];
}
