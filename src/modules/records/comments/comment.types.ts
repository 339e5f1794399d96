/**
 * Who reads a comment, of those who see the record at that time: the organisation that wrote it, the record's owner as well, or all its
 * readers. Nobody who no longer sees the record sees a comment on it.
 */
export const COMMENT_AUDIENCES = ['OWN', 'OWNER', 'READERS'] as const;
export type CommentAudience = (typeof COMMENT_AUDIENCES)[number];

export interface CommentFacts {
  readonly ownerId: number;
  readonly authorKey: number;
  readonly withdrawnAt: Date | null;
}

export interface Comment extends CommentFacts {
  readonly id: string;
  readonly recordId: string;
  readonly owner: string;
  readonly audience: CommentAudience;
  readonly version: number;
  /** Null once it is withdrawn. */
  readonly text: string | null;
  /** Ids of users, as the author gave them; to the own organisation only. */
  readonly mentions: readonly string[];
  /** To the own organisation only. */
  readonly author: { readonly id: string; readonly displayName: string } | null;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
}

export interface CommentVersion {
  readonly version: number;
  readonly text: string;
  readonly createdAt: Date;
}
