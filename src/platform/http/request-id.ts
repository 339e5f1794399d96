import type { RequestHandler } from 'express';
import { newId } from '../../kernel/ids';
import { runInRequest } from '../context/request-context';

/** Gives each request an id of ours: one sent by a client is not trusted, it would end up in the audit log. */
export const requestId: RequestHandler = (request, response, next) => {
  const id = newId();
  (request as typeof request & { id: string }).id = id;
  response.setHeader('X-Request-Id', id);
  response.setHeader('Cache-Control', 'no-store');
  runInRequest({ requestId: id }, next);
};
