import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Actor } from '../../../platform/context/actor';
import type { Storage } from '../../../platform/storage/storage';
import type { UploadView } from './evidence.types';
import type { UploadEndings } from './upload-ending.service';

/** Whose request is being answered, and for which upload: both were looked up, and allowed, before the protocol begins. */
export interface TusRequest {
  readonly actor: Actor;
  readonly upload: UploadView;
}

/** What the tus server asks of us: it knows the protocol and nothing of organisations, so everything else comes with the request. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'expiration', 'termination'];

  constructor(
    private readonly current: AsyncLocalStorage<TusRequest>,
    private readonly storage: Storage,
    private readonly endings: UploadEndings,
    private readonly lifetimeMs: number,
  ) {
    super();
  }

  override create(upload: Upload): Promise<Upload> {
    return Promise.resolve(upload);
  }

  override async getUpload(): Promise<Upload> {
    const { upload } = this.request;
    const stored = upload.ended_as === 'STORED';
    const offset = stored ? upload.size : await this.storage.lengthOf(upload.owner_id, upload.id);
    return new Upload({
      id: upload.id,
      size: upload.size,
      offset,
      metadata: metadataOf(upload),
      creation_date: upload.created_at.toISOString(),
    });
  }

  override async write(content: Readable, id: string, offset: number): Promise<number> {
    const { owner_id: organisationKey, size, ended_as } = this.request.upload;
    if (ended_as === 'STORED') return size;
    return this.storage.append({ organisationKey, uploadId: id, offset, maxBytes: size - offset }, content);
  }

  override remove(): Promise<void> {
    const { actor, upload } = this.request;
    return this.endings.end(actor, upload, 'TERMINATED');
  }

  override getExpiration(): number {
    return this.lifetimeMs;
  }

  private get request(): TusRequest {
    return this.current.getStore()!;
  }
}

/** As it was sent: the protocol wants it back. */
const metadataOf = ({ file_name, declared_type, description, sha256 }: UploadView): Record<string, string | null> => ({
  filename: file_name,
  filetype: declared_type,
  ...(description !== null && { description }),
  ...(sha256 && { sha256: sha256.toString('hex') }),
});
