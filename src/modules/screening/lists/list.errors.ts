import { type FileFault, FileSyntaxError, type FileSyntaxErrorOf } from '../../../platform/files/file-syntax.errors';

/** What makes a file unreadable as a list: nothing of it may go live. */
export type ListSyntaxErrorCode = FileFault | 'TOO_MANY_ENTRIES';

export type ListSyntaxError = FileSyntaxError<ListSyntaxErrorCode>;
export const ListSyntaxError: FileSyntaxErrorOf<ListSyntaxErrorCode> = FileSyntaxError;
