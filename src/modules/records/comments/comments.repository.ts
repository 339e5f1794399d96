/** Comments as the caller sees them: the policies leave out what was given to others, and everything on a record that is hidden. */
import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { CommentRow, CommentVersionRow } from './comment.record';
import type { Comment, CommentVersion } from './comment.types';

export type ListedComment = Comment & { readonly created_us: string };

const OURS = `c.owner_id = (SELECT current_setting('app.me')::int)`;
const COMMENTS = `SELECT c.id, r.id AS "recordId", o.code AS owner, c.owner_id AS "ownerId", c.created_by AS "authorKey", c.audience, c.version, v.text,
    CASE WHEN ${OURS} THEN coalesce(v.mentions::text[], '{}') ELSE '{}' END AS mentions,
    CASE WHEN ${OURS} AND u.key IS NOT NULL THEN json_build_object('id', u.id, 'displayName', u.display_name) END AS author,
    c.created_at AS "createdAt", c.edited_at AS "editedAt", c.withdrawn_at AS "withdrawnAt",
    (extract(epoch FROM c.created_at) * 1000000)::bigint::text AS created_us
  FROM comments c JOIN records r ON r.key = c.record_key JOIN organisations o ON o.key = c.owner_id
  LEFT JOIN comment_versions v ON v.comment_id = c.id AND v.version = c.version AND c.withdrawn_at IS NULL
  LEFT JOIN users u ON u.key = c.created_by`;

@Injectable()
export class CommentsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async insert(comment: CommentRow, first: Pick<CommentVersionRow, 'text' | 'mentions'>): Promise<void> {
    const { id: commentId, ownerId, createdBy } = comment;
    await Promise.all([
      this.writer.insert(CommentRow, [comment]),
      this.writer.insert(CommentVersionRow, [{ ...first, commentId, version: 1, ownerId, createdBy }]),
    ]);
  }

  /** False if somebody else was faster. */
  async edit(comment: Comment, words: Pick<CommentVersionRow, 'text' | 'mentions' | 'createdBy'>): Promise<boolean> {
    const version = comment.version + 1;
    const row = { ...words, commentId: comment.id, version, ownerId: comment.ownerId };
    const changed = await this.uow.execute(
      'UPDATE comments SET version = $2, edited_at = now() WHERE id = $1 AND version = $3 AND withdrawn_at IS NULL',
      [comment.id, version, comment.version],
    );
    if (changed !== 1) return false;
    await this.writer.insert(CommentVersionRow, [row]);
    return true;
  }

  async withdraw(id: string, userKey: number): Promise<boolean> {
    const sql = 'UPDATE comments SET withdrawn_at = now(), withdrawn_by = $2 WHERE id = $1 AND withdrawn_at IS NULL';
    return (await this.uow.execute(sql, [id, userKey])) === 1;
  }

  async find(id: string): Promise<Comment | undefined> {
    return (await this.uow.query<Comment>(`${COMMENTS} WHERE c.id = $1`, [id]))[0];
  }

  /** A thread reads from its beginning. */
  ofRecord(recordKey: number, after: Keyset | undefined, rows: number): Promise<ListedComment[]> {
    return this.uow.query<ListedComment>(
      `${COMMENTS} WHERE c.record_key = $1
         AND ($2::bigint IS NULL OR (c.created_at, c.id) > (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
       ORDER BY c.created_at, c.id LIMIT $4`,
      [recordKey, after?.at ?? null, after?.id ?? null, rows],
    );
  }

  /** What it said before, and says now; to others than its writers, only what it says now. */
  versions(id: string): Promise<CommentVersion[]> {
    return this.uow.query<CommentVersion>(
      'SELECT version, text, created_at AS "createdAt" FROM comment_versions WHERE comment_id = $1 ORDER BY version',
      [id],
    );
  }
}
