import { type FileFault, FileSyntaxError, type FileSyntaxErrorOf } from '../../../platform/files/file-syntax.errors';

export type ManifestSyntaxErrorCode = FileFault | 'TOO_MANY_CELLS' | 'TOO_MANY_BILLS';

/** The one error of all files, with the codes of manifests added. */
export type ManifestSyntaxError = FileSyntaxError<ManifestSyntaxErrorCode>;
export const ManifestSyntaxError: FileSyntaxErrorOf<ManifestSyntaxErrorCode> = FileSyntaxError;
