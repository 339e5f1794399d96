import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { SCREENING_ERRORS } from '../screening.errors';
import type { WatchlistView } from '../watchlists/watchlist.types';
import { WatchlistsRepository } from '../watchlists/watchlists.repository';

/** Which lists a search is made against. Within a unit of work. */
@Injectable()
export class SearchedLists {
  constructor(private readonly watchlists: WatchlistsRepository) {}

  /**
   * Those with these ids, or all that can be seen, live or not. One that is named and not visible is an error: whoever names a list must
   * not believe it was searched. Throws SCREENING.NO_SUCH_LIST.
   */
  async named(ids: readonly string[] | null): Promise<WatchlistView[]> {
    const lists = await this.watchlists.visible(ids);
    requireNamed(ids ?? [], lists);
    return lists;
  }
}

/** Whoever names a list must not believe it was searched when it was not. */
export function requireNamed(ids: readonly string[], lists: readonly WatchlistView[]): void {
  const known = new Set(lists.map(({ id }) => id));
  const fields = ids.flatMap((id, at) =>
    known.has(id.toLowerCase())
      ? []
      : [
          {
            pointer: `/listIds/${at}`,
            code: 'NO_SUCH_LIST',
            message: 'no list you can see has this id, or none of its versions is live',
          },
        ],
  );
  if (fields.length > 0) throw new DomainError(SCREENING_ERRORS.NO_SUCH_LIST, { fields });
}
