import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { CorrectionPlans } from './correction-plans.service';
import type { Message } from './message.types';
import type { Plan } from './plan.types';
import { ReplyPlans } from './reply-plans.service';
import { RequestPlans } from './request-plans.service';

/** By the kind of message: whom it reaches, what it is about, what it leaves in which thread. */
@Injectable()
export class Plans {
  constructor(
    private readonly requests: RequestPlans,
    private readonly replies: ReplyPlans,
    private readonly corrections: CorrectionPlans,
  ) {}

  plan(actor: Actor, message: Message): Promise<Plan> {
    if (message.type === 'REPLY') return this.replies.plan(actor, message);
    return message.type === 'CORRECTION' ? this.corrections.plan(actor, message) : this.requests.plan(actor, message);
  }
}
