import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError, type ErrorDefinition } from '../../../kernel/domain-error';
import { type Config, CONFIG } from '../../../platform/config/config';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { MEBIBYTE } from './attachments.service';
import { EVIDENCE } from './evidence.errors';
import { TusStore, type TusRequest } from './tus-store.factory';
import { UploadEndings } from './upload-ending.service';
import { uploadLocks } from './upload-locks.factory';

export const UPLOADS_PATH = '/v1/uploads';
const HOUR_MS = 3_600_000;

/** What the library refuses, in the catalogue's words. */
const BY_STATUS: Readonly<Record<number, ErrorDefinition>> = {
  400: REQUEST_ERRORS.INVALID,
  403: REQUEST_ERRORS.INVALID,
  404: COMMON.NOT_FOUND,
  409: EVIDENCE.OFFSET_DIFFERS,
  410: COMMON.NOT_FOUND,
  413: REQUEST_ERRORS.BODY_TOO_LARGE,
  501: REQUEST_ERRORS.INVALID,
};

/**
 * The tus protocol 1.0.0 as `@tus/server` speaks it. It is reached only with an upload that the caller was found to be allowed; what it
 * refuses becomes a problem document like every other refusal.
 */
@Injectable()
export class TusEndpoint {
  private readonly current = new AsyncLocalStorage<TusRequest>();
  private readonly server: Server;

  constructor(
    private readonly endings: UploadEndings,
    @Inject(STORAGE) storage: Storage,
    @Inject(CONFIG) config: Config,
  ) {
    const id = (): string => this.current.getStore()!.upload.id;
    this.server = new Server({
      path: UPLOADS_PATH,
      datastore: new TusStore(this.current, storage, endings, config.UPLOAD_HOURS * HOUR_MS),
      locker: uploadLocks(),
      maxSize: config.EVIDENCE_MAX_MB * MEBIBYTE,
      allowedOrigins: [],
      namingFunction: id,
      getFileIdFromRequest: id,
      generateUrl: () => `${UPLOADS_PATH}/${id()}`,
      onUploadFinish: () => this.finished(),
      onResponseError: (_, error) => {
        throw refusalOf(error);
      },
    });
  }

  handle(request: Request, response: Response, known: TusRequest): Promise<void> {
    return this.current.run(known, async () => {
      await this.server.handle(request, response);
    });
  }

  private async finished(): Promise<object> {
    const { actor, upload } = this.current.getStore()!;
    await this.endings.finish(actor, upload);
    return {};
  }
}

function refusalOf(error: Error | { status_code: number; body: string }): Error {
  if (!('status_code' in error)) return error;
  const definition = BY_STATUS[error.status_code];
  if (!definition) return new Error(error.body);
  return new DomainError(definition, { detail: error.body.trim() });
}
