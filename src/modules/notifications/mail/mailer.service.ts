import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** `again`: the server was away, did not let the program in, or asked to wait (4xx); a mail that it refuses for good (5xx) is not repeated. */
export type MailOutcome =
  { readonly sent: true } | { readonly sent: false; readonly again: boolean; readonly reason: string };

/** Codes of nodemailer: the sender, the recipient or the text was refused. A greeting or a password that was is no mail's fault. */
const OF_THE_MAIL = ['EENVELOPE', 'EMESSAGE'];
const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
const ON_THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]', '::1'];

interface SmtpFault {
  readonly responseCode?: number;
  readonly code?: string;
}

/**
 * Invariant: e-mail leaves over TLS with a checked certificate, or to a server on this very machine. Files and addresses are never
 * fetched for a mail, and what the server answers (it may quote the address) is kept as a number alone.
 */
@Injectable()
export class Mailer implements OnModuleDestroy {
  private readonly logger = new Logger('notifications');
  private transport: Transporter | undefined;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async send({ id, to, subject, text }: Mail): Promise<MailOutcome> {
    const { SMTP_URL, MAIL_FROM } = this.runtime.config;
    if (SMTP_URL === undefined || MAIL_FROM === undefined)
      return { sent: false, again: false, reason: 'NO_MAIL_SERVER' };
    this.transport ??= transportTo(new URL(SMTP_URL));
    try {
      await this.transport.sendMail({
        from: { name: 'Lambi', address: MAIL_FROM },
        to: { name: '', address: to },
        envelope: { from: MAIL_FROM, to: [to] },
        // The same for each attempt: a mail that came twice shows as one.
        messageId: `<${id}@${MAIL_FROM.slice(MAIL_FROM.lastIndexOf('@') + 1)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...{ subject, text },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { sent: true };
    } catch (error) {
      const { responseCode, code } = error as SmtpFault;
      this.logger.warn({ mail: id, responseCode, code }, 'an e-mail was not sent');
      const refused = responseCode !== undefined && responseCode >= 500 && OF_THE_MAIL.includes(code ?? '');
      return { sent: false, again: !refused, reason: responseCode ? `SMTP_${responseCode}` : 'UNREACHABLE' };
    }
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }
}

function transportTo(url: URL): Transporter {
  const secure = url.protocol === 'smtps:';
  const here = ON_THIS_MACHINE.includes(url.hostname);
  return createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !here,
    ignoreTLS: !secure && here,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
